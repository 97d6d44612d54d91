export const id = 821;
export const ids = [821];
export const modules = {

/***/ 2821:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  surveyApplications: () => (/* binding */ surveyApplications)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/format.ts
var format = __webpack_require__(6264);
;// CONCATENATED MODULE: ./src/init/figures.ts
function figuresOf({ totalUsers, usersApproved, usersBlocked, usersErrored, }) {
    return totalUsers === undefined ||
        usersApproved === undefined ||
        usersBlocked === undefined ||
        usersErrored === undefined
        ? undefined
        : { totalUsers, usersApproved, usersBlocked, usersErrored };
}

// EXTERNAL MODULE: ./src/policyTest.ts + 6 modules
var src_policyTest = __webpack_require__(6082);
// EXTERNAL MODULE: ./src/verdict/guards.ts
var guards = __webpack_require__(6431);
;// CONCATENATED MODULE: ./src/survey.ts





async function surveyApplications(applications, most, bench) {
    const surveyed = [];
    let measured = 0;
    for (const [index, application] of applications.entries()) {
        if (measured >= most) {
            const reason = `A config has ${(0,format/* formatCount */.B4)(most)} tests at most.`;
            surveyed.push({ kind: 'unproven', application, reason });
            continue;
        }
        const place = `${application.name} (${(0,format/* formatCount */.B4)(index + 1)} of ${(0,format/* formatCount */.B4)(applications.length)})`;
        const outcome = await survey(application, place, bench);
        if (outcome.kind === 'measured')
            measured += 1;
        surveyed.push(outcome);
    }
    return surveyed;
}
async function survey(application, place, bench) {
    const { client, newLimits, world } = bench;
    try {
        const policies = await client.readApplicationPolicies(application.id, newLimits());
        if (policies.length === 0) {
            world.log.info(`${place}: it has no policies, and is left out.`);
            return { kind: 'empty', application };
        }
        const policyTest = (0,src_policyTest/* createPolicyTest */.p)(place, policies, bench);
        await policyTest.start();
        await policyTest.complete();
        const figures = figuresOf(policyTest.counts);
        const doubts = (0,guards/* checkCounts */.tl)(policyTest.counts).map(({ message }) => message);
        if (figures === undefined || doubts.length > 0) {
            return { kind: 'unproven', application, reason: doubts.join(' ') };
        }
        return figures.usersErrored === figures.totalUsers
            ? { kind: 'unproven', application, reason: 'Nobody could be decided: all users are in error.' }
            : { kind: 'measured', application, figures };
    }
    catch (error) {
        if (!(error instanceof errors/* GateError */.ue) || world.interrupted.aborted || endsSurvey(error))
            throw error;
        return { kind: 'unproven', application, reason: error.message };
    }
}
function endsSurvey(error) {
    return error instanceof errors/* NetworkError */.Dr || (error instanceof errors/* ApiError */.hD && ![400, 404].includes(error.status));
}


/***/ })

};
