/** A key by the name that bindings use: a character as typed, or `up`, `enter`, `ctrl+a`, `shift+tab`. */
export type KeyName = string;

/** What Node's readline says about a key press. */
export interface RawKey {
  readonly sequence?: string | undefined;
  readonly name?: string | undefined;
  readonly ctrl?: boolean | undefined;
  readonly meta?: boolean | undefined;
  readonly shift?: boolean | undefined;
}

const ESC = '\x1b';
const BY_SEQUENCE: ReadonlyMap<string, KeyName> = new Map([
  ['\r', 'enter'],
  ['\n', 'enter'],
  ['\t', 'tab'],
  ['\x1b', 'esc'],
  ['\x7f', 'backspace'],
  ['\b', 'backspace'],
  ['\0', 'ctrl+space'],
  ['\x1f', 'ctrl+/'],
  ['\x1b[Z', 'shift+tab'],
  // Most terminals send Enter for ctrl+m; those that can tell the two apart send one of these.
  ['\x1b[109;5u', 'ctrl+m'],
  ['\x1b[27;5;109~', 'ctrl+m'],
]);
const BY_NAME: ReadonlyMap<string, KeyName> = new Map([
  ['return', 'enter'],
  ['pageup', 'pgup'],
  ['pagedown', 'pgdn'],
  ['escape', 'esc'],
]);

/** The names of what was pressed: of a key that follows Esc so fast that they come as one, both; none for an unknown sequence. */
export function keyNames(raw: RawKey): readonly KeyName[] {
  const { sequence = '' } = raw;
  if (sequence.startsWith(ESC) && isCharacter(sequence.slice(1))) return ['esc', sequence.slice(1)];
  const name = keyName(raw);
  return name === null ? [] : [name];
}

function keyName({ sequence = '', name, ctrl, meta, shift }: RawKey): KeyName | null {
  const known = BY_SEQUENCE.get(sequence);
  if (known) return known;
  if (isCharacter(sequence)) return sequence;
  if (name === undefined || name === '') return null;
  const plain = BY_NAME.get(name) ?? name;
  return `${ctrl ? 'ctrl+' : ''}${meta ? 'alt+' : ''}${shift ? 'shift+' : ''}${plain}`;
}

/** True for one character that can be typed into a text. */
export function isCharacter(key: string): boolean {
  const first = key.codePointAt(0);
  if (first === undefined || first < 0x20 || (first >= 0x7f && first < 0xa0)) return false;
  return key.length === (first > 0xffff ? 2 : 1);
}
