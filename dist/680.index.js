export const id = 680;
export const ids = [680];
export const modules = {

/***/ 3680:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   parseSnapshot: () => (/* binding */ parseSnapshot)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2857);
/* harmony import */ var _jsonText_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3986);
/* harmony import */ var _shape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8678);
/* harmony import */ var _snapshot_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3911);
/* harmony import */ var _snapshotHasher_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4092);
/* harmony import */ var _snapshotText_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3476);
/* harmony import */ var _verdict_assertion_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1473);







const hash = zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().regex(_snapshotHasher_js__WEBPACK_IMPORTED_MODULE_2__/* .HASH */ .v9, 'must be 16 hexadecimal digits in lower case');
const users = zod__WEBPACK_IMPORTED_MODULE_5__/* .strictObject */ .rej({ approved: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(hash), blocked: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(hash), error: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(hash) })
    .superRefine((lists, context) => {
    const seen = new Map();
    for (const status of _verdict_assertion_js__WEBPACK_IMPORTED_MODULE_4__/* .USER_STATUSES */ .x4) {
        for (const [index, user] of lists[status].entries()) {
            const other = seen.get(user);
            if (other === undefined) {
                seen.set(user, status);
                continue;
            }
            const message = `is also in "${other}": a user has one outcome, ${_snapshot_js__WEBPACK_IMPORTED_MODULE_1__/* .TAKE_ANEW */ .iG}`;
            context.addIssue({ code: 'custom', message, path: [status, index] });
        }
    }
});
const snapshotSchema = zod__WEBPACK_IMPORTED_MODULE_5__/* .strictObject */ .rej({
    schema_version: zod__WEBPACK_IMPORTED_MODULE_5__/* .literal */ .euz(_snapshotText_js__WEBPACK_IMPORTED_MODULE_3__/* .SCHEMA_VERSION */ .f$),
    account: hash,
    salt: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().regex(_snapshotHasher_js__WEBPACK_IMPORTED_MODULE_2__/* .SALT */ .rl, 'must be 32 hexadecimal digits in lower case'),
    tests: zod__WEBPACK_IMPORTED_MODULE_5__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), users),
});
const KEYS = 4;
const CONFLICT = /^<{7}(?: |\r?$)/m;
function parseSnapshot(file, text) {
    const json = (0,_jsonText_js__WEBPACK_IMPORTED_MODULE_6__/* .parseJson */ .q)(text.replace(/^\uFEFF/, ''));
    if (json === undefined)
        return rejected([notJson(file, text)]);
    const locate = (0,_snapshotText_js__WEBPACK_IMPORTED_MODULE_3__/* .createLocator */ .TR)(file, text, json);
    const foreign = foreignMessage(json);
    if (foreign !== undefined)
        return rejected([{ message: foreign, location: locate(['schema_version']) }]);
    const document = {
        value: json,
        problems: [],
        at: () => locate([]),
        locate,
        locateKey: locate,
    };
    const problems = (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .checkShape */ .e)(snapshotSchema, document);
    if (problems.length > 0)
        return rejected(problems);
    const { account, salt, tests } = snapshotSchema.parse(json);
    if (countKeys(text) !== KEYS + KEYS * Object.keys(tests).length) {
        const message = `The file gives a key twice, as a merge can leave it: ${_snapshot_js__WEBPACK_IMPORTED_MODULE_1__/* .TAKE_ANEW */ .iG}.`;
        return rejected([{ message, location: locate([]) }]);
    }
    return { snapshot: { account, salt, tests }, problems: [] };
}
function rejected(problems) {
    return {
        snapshot: undefined,
        problems: problems.map(({ message, location }) => ({ message, ...(location && { location }) })),
    };
}
function notJson(file, text) {
    const conflict = CONFLICT.exec(text);
    if (conflict === null) {
        const message = `The file is not JSON, as a snapshot is: ${_snapshot_js__WEBPACK_IMPORTED_MODULE_1__/* .TAKE_ANEW */ .iG}.`;
        return { message, location: { file, line: 1, column: 1 } };
    }
    const line = text.slice(0, conflict.index).split('\n').length;
    const message = `Git could not merge the file here: ${_snapshot_js__WEBPACK_IMPORTED_MODULE_1__/* .TAKE_ANEW */ .iG}.`;
    return { message, location: { file, line, column: 1 } };
}
function foreignMessage(value) {
    const file = typeof value === 'object' && value !== null ? value : {};
    const version = file.schema_version;
    if (typeof version === 'number' && version > _snapshotText_js__WEBPACK_IMPORTED_MODULE_3__/* .SCHEMA_VERSION */ .f$) {
        return `The file was written by a newer release, with the schema_version ${String(version)}: use that release, or ${_snapshot_js__WEBPACK_IMPORTED_MODULE_1__/* .TAKE_ANEW */ .iG}.`;
    }
    return file.salt === undefined && file.account === undefined
        ? 'The file is no snapshot: name one that "access-policy-gate snapshot" wrote.'
        : undefined;
}
function countKeys(text) {
    const outsideOfStrings = text
        .replace(/\\./g, '')
        .split('"')
        .filter((_, index) => index % 2 === 0);
    return outsideOfStrings.filter((part) => part.trimStart().startsWith(':')).length;
}


/***/ })

};
