/** Where scripts/coverage.mjs asks for it, processes that tests start say what they ran; this process has been started without. */
const runs = process.env['PLIMSOLL_RUNS'];
if (runs !== undefined) process.env['NODE_V8_COVERAGE'] = runs;
