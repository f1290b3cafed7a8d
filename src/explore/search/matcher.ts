import { nameText } from '../../core/byte-text.ts';
import { compileGoRegExp } from '../../ignore/regexp.ts';
import { type NameTree, ROOT } from '../../image/index/name-tree.ts';

/** How a text is meant. */
export type MatchMode = 'text' | 'regex';

/** Tells of nodes, in the order of their numbers, whether they match. */
export type NodeTest = (node: number) => boolean;

/**
 * Plain text is sought in names without regard to case, and in whole paths when it has a slash; a regular expression (Go's dialect, linear
 * time) in whole paths. Null for an expression that is none.
 */
export function nodeTest(names: NameTree, text: string, mode: MatchMode): NodeTest | null {
  const path = pathReader(names);
  if (mode === 'regex') {
    const test = compileGoRegExp(text);
    return test && ((node) => node !== ROOT && test(path(node)));
  }
  const wanted = text.toLowerCase();
  if (wanted.includes('/')) return (node) => node !== ROOT && path(node).toLowerCase().includes(wanted);
  return isAscii(wanted) ? asciiTest(names, wanted) : (node) => lowerName(names, node).includes(wanted);
}

/** Names are bytes: ASCII is sought in them as it is, without a text of every name. */
function asciiTest(names: NameTree, wanted: string): NodeTest {
  const bytes = new TextEncoder().encode(wanted);
  const last = bytes.length;
  return (node) => {
    const name = names.nameBytes(node);
    for (let from = 0; from + last <= name.length; from++) {
      let at = 0;
      while (at < last && lower(name[from + at]!) === bytes[at]) at++;
      if (at === last) return true;
    }
    return false;
  };
}

function lower(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
}

function lowerName(names: NameTree, node: number): string {
  return nameText(names.nameBytes(node)).toLowerCase();
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

/** Paths with a leading slash; neighbours share the text of their directory. */
function pathReader(names: NameTree): (node: number) => string {
  let lastParent: number = ROOT;
  let prefix = '/';
  return (node) => {
    const parent = names.parent(node);
    if (parent !== lastParent) {
      prefix = parent === ROOT ? '/' : `/${names.pathText(parent)}/`;
      lastParent = parent;
    }
    return prefix + nameText(names.nameBytes(node));
  };
}

/** The same for lines of a text. Throws nothing: null for an expression that is none. */
export function lineTest(text: string, mode: MatchMode): ((line: string) => boolean) | null {
  if (mode === 'regex') return compileGoRegExp(text);
  const wanted = text.toLowerCase();
  return (line) => line.toLowerCase().includes(wanted);
}
