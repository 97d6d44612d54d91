export const id = 418;
export const ids = [418];
export const modules = {

/***/ 9418:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runInit: () => (/* binding */ runInit)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/untrusted.ts
var untrusted = __webpack_require__(3254);
;// CONCATENATED MODULE: ./src/configFile.ts



async function checkIsNew(path, files) {
    if (await isThere(path, path, files))
        throw occupied(path);
}
async function checkIsWritable(path, files) {
    let first = path;
    while (!(await isThere((0,external_node_path_.dirname)(first), path, files)))
        first = (0,external_node_path_.dirname)(first);
    await writing(path, async () => {
        await files.createText(first, '');
        await files.removeFile(first);
    });
}
async function writeConfig(path, text, files) {
    await files.makeFolder((0,external_node_path_.dirname)(path)).catch((error) => {
        throw unwritable(path, codeOf(error));
    });
    await writing(path, () => files.createText(path, text));
}
async function isThere(path, wanted, files) {
    try {
        await files.realPath(path);
        return true;
    }
    catch (error) {
        const code = codeOf(error);
        if (code === 'ENOENT')
            return false;
        throw unwritable(wanted, code);
    }
}
async function writing(path, write) {
    try {
        await write();
    }
    catch (error) {
        const code = codeOf(error);
        throw code === 'EEXIST' ? occupied(path) : unwritable(path, code);
    }
}
function occupied(path) {
    const message = `${(0,untrusted/* quote */.hD)(path)} is there already, and nothing is written over it: choose another file with --output, or remove it.`;
    return new errors/* InputError */.dz([{ message }]);
}
function unwritable(path, code) {
    const message = `${(0,untrusted/* quote */.hD)(path)} could not be written (${code}): choose another file with --output.`;
    return new errors/* InputError */.dz([{ message }]);
}
function codeOf(error) {
    return error.code ?? String(error);
}

// EXTERNAL MODULE: ./src/connectionInputs.ts
var connectionInputs = __webpack_require__(274);
// EXTERNAL MODULE: ./src/access/deadline.ts
var deadline = __webpack_require__(7624);
// EXTERNAL MODULE: ./src/config/assertionSchema.ts
var assertionSchema = __webpack_require__(9581);
// EXTERNAL MODULE: ./src/config/load.ts + 2 modules
var load = __webpack_require__(8627);
// EXTERNAL MODULE: ./src/format.ts
var format = __webpack_require__(6264);
// EXTERNAL MODULE: ./src/verdict/counts.ts
var counts = __webpack_require__(2305);
;// CONCATENATED MODULE: ./src/init/bounds.ts


function createThresholds(figures) {
    const { totalUsers, usersApproved, usersBlocked, usersErrored } = figures;
    const percentBlocked = (0,counts/* measure */.xP)(figures, 'percent_blocked') ?? 0;
    const mostBlocked = percentAbove(percentBlocked);
    return [
        { metric: 'total_users', ...atLeast(countBelow(totalUsers)), figure: (0,format/* formatCount */.B4)(totalUsers) },
        {
            metric: 'users_approved',
            ...atLeast(countBelow(usersApproved)),
            max: countAbove(usersApproved),
            figure: (0,format/* formatCount */.B4)(usersApproved),
        },
        ...(usersBlocked > 0
            ? [
                {
                    metric: 'users_blocked',
                    min: countBelow(usersBlocked),
                    figure: (0,format/* formatCount */.B4)(usersBlocked),
                },
            ]
            : []),
        ...(mostBlocked < 100
            ? [{ metric: 'percent_blocked', max: mostBlocked, figure: (0,format/* formatPercent */.l9)(percentBlocked) }]
            : []),
        {
            metric: 'users_errored',
            max: Math.min(countAbove(usersErrored), Math.max(usersErrored, totalUsers - 1)),
            figure: (0,format/* formatCount */.B4)(usersErrored),
        },
    ];
}
function atLeast(min) {
    return min === 0 ? {} : { min };
}
function countBelow(count) {
    const less = Math.floor((count * 9) / 10);
    const unit = unitOf(less);
    return Math.max(Math.floor(less / unit) * unit, Math.min(count, 1));
}
function countAbove(count) {
    const more = Math.ceil((count * 11) / 10);
    const unit = unitOf(more);
    return Math.ceil(more / unit) * unit;
}
function unitOf(count) {
    return 10 ** Math.max(0, String(count).length - 2);
}
function percentAbove(percent) {
    const more = percent + 1;
    return more <= 10 || more > 90 ? Math.ceil(more) : Math.ceil(more / 5) * 5;
}

;// CONCATENATED MODULE: ./src/init/accountConfig.ts



const MAX_NAMED = 50;
const MAX_REASON = 300;
function describeAccount(surveyed, today) {
    const measured = surveyed.filter((one) => one.kind === 'measured');
    const unproven = surveyed.filter((one) => one.kind === 'unproven');
    const [first] = measured;
    if (first === undefined)
        return undefined;
    return {
        head: headFor(first.application, today),
        tests: measured.map(({ application, figures }) => ({
            name: application.name,
            tested: { policies: [{ application: application.id }] },
            thresholds: createThresholds(figures).map(({ figure, ...threshold }) => ({
                ...threshold,
                note: `was ${figure}`,
            })),
        })),
        foot: unproven.length === 0 ? [] : footFor(unproven),
    };
}
function headFor({ id }, today) {
    return [
        `Written by access-policy-gate init on ${today.toISOString().slice(0, 10)}, from the applications that are saved in the account.`,
        'Each threshold leaves some room beside what was measured then, which stands behind it: make it as narrow as you like.',
        '',
        'Each test is about the policies of an application as they are saved at Cloudflare, which makes this an audit. To judge a',
        'change before it is made, name the changed policies, and as baseline what they replace:',
        '',
        '  - name: A change',
        '    policies:',
        '      - file: policies/application.json # or from_plan: ADDRESS, in place of policies and baseline',
        '    baseline:',
        `      - application: ${id}`,
        '    thresholds:',
        '      users_lost: { max: 0 }',
        '',
        'Nobody but you knows who must get in whatever happens, and who must not. Say so in each test:',
        '',
        '    expectations:',
        '      - user: break-glass@example.com',
        '        status: approved',
        '        label: break-glass account',
    ];
}
function footFor(unproven) {
    const more = unproven.length - MAX_NAMED;
    return [
        'Left out, because it could not be proven how their policies treat everybody:',
        '',
        ...unproven
            .slice(0, MAX_NAMED)
            .map(({ application: { name, id }, reason }) => `- ${name}, ${id}: ${(0,untrusted/* plain */.pj)(reason, MAX_REASON)}`),
        ...(more > 0 ? [`- and ${(0,format/* formatCount */.B4)(more)} more`] : []),
    ];
}

;// CONCATENATED MODULE: ./src/init/applicationNames.ts

const MAX_NAME = 80;
function nameApplications(applications) {
    const taken = new Set();
    const counts = new Map();
    return applications.map(({ id, name = '', domain = '' }) => {
        const own = (0,untrusted/* plain */.pj)(name, MAX_NAME) || (0,untrusted/* plain */.pj)(domain, MAX_NAME) || `Application ${id}`;
        let count = counts.get(own) ?? 1;
        let distinct = own;
        while (taken.has(distinct)) {
            count += 1;
            distinct = `${own} (${String(count)})`;
        }
        counts.set(own, count);
        taken.add(distinct);
        return { id, name: distinct };
    });
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./src/init/firstConfig.ts

const SCHEMA = 'https://raw.githubusercontent.com/access-policy-gate/access-policy-gate/v1/schema/config.schema.json';
function renderFirstConfig({ head, tests, foot }) {
    const document = new dist/* Document */.yo({ version: 1 });
    document.commentBefore = commentOf([`yaml-language-server: $schema=${SCHEMA}`, '', ...head]);
    const items = document.createNode(tests.map((test) => createTest(test, document)));
    for (const item of items.items.slice(1))
        if ((0,dist/* isNode */.Ll)(item))
            item.spaceBefore = true;
    const pair = document.createPair('tests', items);
    pair.key.spaceBefore = true;
    document.add(pair);
    if (foot.length > 0)
        document.comment = commentOf(foot);
    return document.toString({ lineWidth: 0, singleQuote: true });
}
function createTest({ name, tested, thresholds }, document) {
    const bounds = document.createNode({});
    for (const { metric, min, max, note } of thresholds) {
        const written = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
        const threshold = document.createNode(written, { flow: true });
        threshold.comment = commentOf([note]);
        bounds.set(metric, threshold);
    }
    const test = document.createNode({ name, ...tested });
    test.set('thresholds', bounds);
    return test;
}
function commentOf(lines) {
    return lines.map((line) => ` ${line}`).join('\n');
}

;// CONCATENATED MODULE: ./src/init/planConfig.ts


const planConfig_MAX_NAMED = 50;
const APPLICATION = /(?:^|\.)cloudflare_(?:zero_trust_)?access_application\.[^.]+$/;
function describePlan({ addresses }, today) {
    if (addresses.length === 0)
        return undefined;
    const applications = addresses.filter((address) => APPLICATION.test(address) && (0,untrusted/* plain */.pj)(address) === address);
    return {
        head: planConfig_headFor(today),
        tests: [
            {
                name: 'Every change',
                tested: { from_plan: '*' },
                thresholds: [
                    { metric: 'users_lost', max: 0, note: 'nobody who gets in now is locked out' },
                    {
                        metric: 'users_gained',
                        max: 0,
                        note: 'nobody else gets in: raise it where plans are to let people in',
                    },
                ],
            },
        ],
        foot: planConfig_footFor(applications),
    };
}
function planConfig_headFor(today) {
    return [
        `Written by access-policy-gate init on ${today.toISOString().slice(0, 10)}, from a Terraform plan.`,
        'A plan tells no figures: run access-policy-gate init with a token for thresholds on how many get in today.',
    ];
}
function planConfig_footFor(applications) {
    const [first] = applications;
    if (first === undefined)
        return [];
    const more = applications.length - planConfig_MAX_NAMED;
    return [
        'An application with people who must get in, or must not, has a test of its own; "*" is about all others:',
        '',
        `  - from_plan: ${JSON.stringify(first)}`,
        '    thresholds:',
        '      users_lost: { max: 0 }',
        '    expectations:',
        '      - user: break-glass@example.com',
        '        status: approved',
        '        label: break-glass account',
        '',
        'The plan knows these:',
        '',
        ...applications.slice(0, planConfig_MAX_NAMED).map((address) => `- ${address}`),
        ...(more > 0 ? [`- and ${(0,format/* formatCount */.B4)(more)} more`] : []),
    ];
}

;// CONCATENATED MODULE: ./src/init/surveyText.ts


function renderSurvey(surveyed) {
    return surveyed.map((one) => (0,untrusted/* oneLine */.TN)(renderOne(one))).join('\n');
}
function renderOne(surveyed) {
    const { name } = surveyed.application;
    switch (surveyed.kind) {
        case 'measured': {
            const { usersApproved, usersBlocked, usersErrored } = surveyed.figures;
            return `✓ ${name}: ${(0,format/* formatCount */.B4)(usersApproved)} approved, ${(0,format/* formatCount */.B4)(usersBlocked)} blocked, ${(0,format/* formatCount */.B4)(usersErrored)} in error`;
        }
        case 'empty':
            return `- ${name}: left out, because it has no policies`;
        case 'unproven':
            return `✗ ${name}: ${surveyed.reason}`;
    }
}

// EXTERNAL MODULE: ./src/workspace.ts
var src_workspace = __webpack_require__(3338);
;// CONCATENATED MODULE: ./src/firstDraft.ts












async function draftFromAccount(connection, inputs, world, prepare) {
    const bench = await createBench(connection, inputs, world);
    try {
        const applications = nameApplications(await bench.client.readApplications(bench.newLimits()));
        const count = applications.length;
        world.log.info(`The account has ${(0,format/* formatCount */.B4)(count)} ${count === 1 ? 'application' : 'applications'}.`);
        await prepare();
        const { surveyApplications } = await Promise.all(/* import() */[__webpack_require__.e(82), __webpack_require__.e(821)]).then(__webpack_require__.bind(__webpack_require__, 2821));
        const surveyed = await surveyApplications(applications, assertionSchema/* MAX_ITEMS */._5, bench);
        if (surveyed.every(({ kind }) => kind === 'empty'))
            throw nothingSaved();
        const config = describeAccount(surveyed, world.clock.now());
        return {
            text: config && renderChecked(config),
            leftOut: surveyed.filter(({ kind }) => kind === 'unproven').length,
            said: [renderSurvey(surveyed)],
        };
    }
    catch (error) {
        if (!world.interrupted.aborted || (!(error instanceof errors/* GateError */.ue) && error !== world.interrupted.reason))
            throw error;
        return { text: undefined, leftOut: 0, said: ['The run was interrupted.'] };
    }
}
async function createBench(connection, { timeoutMs }, world) {
    const { createAccessClient } = await __webpack_require__.e(/* import() */ 851).then(__webpack_require__.bind(__webpack_require__, 5851));
    const dispatcher = await world.connect();
    return {
        client: createAccessClient(connection, { ...world, dispatcher }),
        world,
        newLimits: (leftMs = timeoutMs) => ({
            deadline: (0,deadline/* createDeadline */.d)(world.clock, leftMs),
            signal: world.interrupted,
        }),
    };
}
function nothingSaved() {
    const message = 'The account has no Access application with policies, so that there is nothing to test: check account-id, or write a config by hand.';
    return new errors/* InputError */.dz([{ message }]);
}
async function draftFromPlan(path, { workspace }, { files, clock }) {
    const { readPlan } = await __webpack_require__.e(/* import() */ 473).then(__webpack_require__.bind(__webpack_require__, 8473));
    const { plan, problems, warnings } = await readPlan(path, workspace, files);
    if (plan === undefined)
        throw new errors/* ConfigError */.xL(problems);
    const config = describePlan(plan, clock.now());
    if (config === undefined) {
        const message = `The plan ${(0,untrusted/* quote */.hD)(path)} has no Access application or policy, so that there is nothing to test.`;
        throw new errors/* InputError */.dz([{ message }]);
    }
    const found = `The plan has ${(0,format/* formatCount */.B4)(plan.addresses.length)} Access applications and policies. Nothing was asked of Cloudflare, so that the config has no figures.`;
    return { text: renderChecked(config), leftOut: 0, said: [...warnings.map(errors/* renderProblem */.yM), found] };
}
function renderChecked(config) {
    const text = renderFirstConfig(config);
    const { problems, config: read } = (0,load/* parseConfig */.o)('the first config', text);
    const wrong = [...problems, ...(read?.warnings ?? [])];
    if (wrong.length > 0 || Buffer.byteLength(text) > src_workspace/* MAX_FILE_BYTES */.gZ) {
        throw new Error(`The first config is none: ${wrong.map(errors/* renderProblem */.yM).join(' ')}`);
    }
    return text;
}

// EXTERNAL MODULE: ./src/rawInputs.ts
var rawInputs = __webpack_require__(2704);
// EXTERNAL MODULE: ./src/report/conclusion.ts
var conclusion = __webpack_require__(4359);
// EXTERNAL MODULE: ./src/commands/commandWorld.ts + 7 modules
var commandWorld = __webpack_require__(591);
// EXTERNAL MODULE: ./src/commands/output.ts
var commands_output = __webpack_require__(8973);
;// CONCATENATED MODULE: ./src/commands/init.ts










const STANDARD_OUTPUT = '-';
async function runInit(flags, emulatorFile, output) {
    const hasPlan = (flags['terraform-plan'] ?? '').trim() !== '';
    if (hasPlan && emulatorFile !== undefined) {
        const message = '--terraform-plan asks nobody, and --emulator stands in for Cloudflare: leave out one of them.';
        throw new errors/* InputError */.dz([{ message }]);
    }
    try {
        const mode = hasPlan ? 'validate' : 'gate';
        return await (0,commandWorld/* inWorld */.Q)({ ...flags, mode }, emulatorFile, (inputs, world, log) => init(inputs, output, world, log));
    }
    catch (error) {
        const asksCloudflare = !hasPlan && emulatorFile === undefined;
        const hasCredentials = (0,connectionInputs/* findCredentials */.gD)((0,rawInputs/* createRawInputs */.um)(flags, process.env)) !== undefined;
        if (!(error instanceof errors/* InputError */.dz) || !asksCloudflare || hasCredentials)
            throw error;
        const message = 'init asks for applications, too: the token needs Access: Apps and Policies Read beside it. To try it without an account, run: access-policy-gate init --emulator examples/directory.yml';
        throw new errors/* InputError */.dz([...error.problems, { message }]);
    }
}
async function init(inputs, output, world, log) {
    const path = output === STANDARD_OUTPUT ? undefined : (0,external_node_path_.resolve)(output);
    const tell = path === undefined ? commands_output/* say */.cv : commands_output/* print */.yy;
    if (inputs.untested !== undefined) {
        tell(`No config was written: ${inputs.untested}.`);
        return conclusion/* EXIT */.d.unproven;
    }
    const { connection, terraformPlan = '' } = inputs;
    const prepare = async () => {
        if (path !== undefined)
            await checkIsWritable(path, world.files);
    };
    if (path !== undefined)
        await checkIsNew(path, world.files);
    const { text, leftOut, said } = connection === undefined
        ? await draftFromPlan(terraformPlan, inputs, world)
        : await draftFromAccount(connection, inputs, world, prepare);
    log.end();
    for (const line of said)
        tell(line);
    if (text === undefined) {
        tell('No config was written.');
        return conclusion/* EXIT */.d.unproven;
    }
    if (path === undefined)
        (0,commands_output/* print */.yy)(text.trimEnd());
    else {
        await writeConfig(path, text, world.files);
        tell(renderWritten(inputs, path));
    }
    return leftOut === 0 ? conclusion/* EXIT */.d.passed : conclusion/* EXIT */.d.unproven;
}
function renderWritten({ workspace }, path) {
    const config = (0,external_node_path_.relative)(workspace, path);
    if (!(0,src_workspace/* contains */.gR)(workspace, path) || !/^[\w./-]+$/.test(config))
        return `Config: ${path}`;
    return `Config: ${config}\nTry it, with the flags that you gave here: access-policy-gate check --config ${config}`;
}


/***/ })

};
