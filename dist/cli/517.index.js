export const id = 517;
export const ids = [517];
export const modules = {

/***/ 5517:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createDispatcher: () => (/* binding */ createDispatcher)
/* harmony export */ });
/* harmony import */ var undici__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4371);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);


const LOOPBACK = '127.0.0.1,[::1],localhost';
function createDispatcher() {
    try {
        const exceptions = process.env['no_proxy'] ?? process.env['NO_PROXY'] ?? '';
        const noProxy = exceptions.trim() === '*' ? '*' : `${exceptions},${LOOPBACK}`;
        return new undici__WEBPACK_IMPORTED_MODULE_0__/* .EnvHttpProxyAgent */ .J2({ noProxy, connect: { timeout: 10_000 } });
    }
    catch {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz([
            { message: 'HTTP_PROXY and HTTPS_PROXY must be addresses such as http://proxy.example.com:3128.' },
        ]);
    }
}


/***/ })

};
