/** Length of the ranked lists of reports, unless the caller says otherwise. */
export const TOP = 100;
/** Paths that a baseline remembers, and by which budgets tell what grew. */
export const REMEMBERED = 200;
