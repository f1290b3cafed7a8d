/** Formats of every report that has verdicts and findings, for help and validation: renderers are loaded only when used. */
export const GATE_FORMATS: readonly string[] = [
  'table',
  'json',
  'ndjson',
  'csv',
  'markdown',
  'github',
  'sarif',
  'junit',
  'gitlab',
  'html',
];

/** Formats of the tree of an image. */
export const TREE_FORMATS: readonly string[] = ['table', 'json', 'ndjson'];

/** Formats of a comparison. */
export const DIFF_FORMATS: readonly string[] = ['table', 'json', 'ndjson', 'markdown', 'html'];
