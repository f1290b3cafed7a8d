import { DockerfileError } from './dockerfile-error.ts';

/** What `RUN --mount=...` brings into a step, as far as the build context is concerned. */
export interface Mount {
  readonly type: 'bind' | 'cache' | 'tmpfs' | 'secret' | 'ssh';
  /** Stage, named context or image; null: the build context. */
  readonly from: string | null;
  readonly source: string;
}

const TYPES: ReadonlySet<string> = new Set(['bind', 'cache', 'tmpfs', 'secret', 'ssh']);
const KEYS: ReadonlySet<string> = new Set([
  ...['type', 'from', 'source', 'src', 'target', 'dst', 'destination', 'readonly', 'ro', 'readwrite', 'rw'],
  ...['required', 'size', 'id', 'sharing', 'mode', 'uid', 'gid', 'env'],
]);
const TARGETS: ReadonlySet<string> = new Set(['target', 'dst', 'destination']);
const SWITCHES: ReadonlySet<string> = new Set(['readonly', 'ro', 'readwrite', 'rw', 'required']);

/**
 * Reads the value of one `--mount`; `expand` fills variables in, except in `from`, which takes none.
 * Source: BuildKit, frontend/dockerfile/instructions/commands_runmount.go, parseMount.
 */
export function parseMount(value: string, expand: (text: string) => string): Mount {
  let type: Mount['type'] = 'bind';
  let from = '';
  let source = '';
  let target = '';
  for (const field of splitCsv(value)) {
    const equals = field.indexOf('=');
    const key = (equals < 0 ? field : field.slice(0, equals)).toLowerCase();
    if (equals < 0 && !SWITCHES.has(key))
      throw new DockerfileError(`invalid field '${field}' must be a key=value pair`);
    const text = equals < 0 ? '' : expand(field.slice(equals + 1));
    if (!KEYS.has(key)) throw new DockerfileError(`unexpected key '${key}' in '${field}'`);
    if (key === 'type') type = parseType(text);
    else if (key === 'from') from = text;
    else if (key === 'source' || key === 'src') source = text;
    else if (TARGETS.has(key)) target = text;
  }
  if (type === 'secret' && from !== '') throw new DockerfileError('secret mount should not have a from');
  if (target === '/' && type !== 'secret' && type !== 'ssh')
    throw new DockerfileError('invalid mount target "/"');
  return { type, from: from || null, source };
}

/** The `from` of a mount before variables are known: it names what the step depends on. */
export function parseMountFrom(value: string): string | null {
  let from = '';
  for (const field of splitCsv(value)) {
    const equals = field.indexOf('=');
    if (equals < 0 || field.slice(0, equals).toLowerCase() !== 'from') continue;
    from = field.slice(equals + 1);
    const dollar = from.indexOf('$');
    if (dollar >= 0 && dollar !== from.length - 1)
      throw new DockerfileError("'from' doesn't support variable expansion, define alias stage instead");
  }
  return from || null;
}

function parseType(text: string): Mount['type'] {
  const type = text.toLowerCase();
  if (!TYPES.has(type)) throw new DockerfileError(`unsupported mount type "${text}"`);
  return type as Mount['type'];
}

const CSV_FIELD = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;

/** One CSV record: a field in double quotes may hold commas, `""` in it is a quote. */
function splitCsv(record: string): readonly string[] {
  const fields: string[] = [];
  CSV_FIELD.lastIndex = 0;
  for (let more = true; more; ) {
    const match = record === '' ? null : CSV_FIELD.exec(record);
    if (match === null) throw new DockerfileError(`"${record}" is no list of mount options`);
    fields.push(match[1]?.replaceAll('""', '"') ?? match[2]!);
    more = match[3] === ',';
  }
  return fields;
}
