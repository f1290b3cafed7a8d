import fc from 'fast-check';

/**
 * Property tests try the same cases at every run, so that a red run is red again; `PLIMSOLL_SEED=random npm test`, or a number, tries others.
 */
const FIXED = 20261128;
const wanted = process.env['PLIMSOLL_SEED'] ?? String(FIXED);
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted) });
