import { PlimsollError } from '../../core/errors.ts';
import { MEMBER, sliceText, type TarMember } from '../tar/member.ts';
import { linkTarget, memberName } from './member-name.ts';

/** Far beyond what archives of hundreds of images have. */
const MOST_MEMBERS = 100_000;
/** Characters of all their names. */
const MOST_NAMES = 64 << 20;
const MOST_LINKS = 64;

/** One outer member: bytes, or a link to another one. */
export type OuterMember<Content> =
  | { readonly kind: 'content'; readonly content: Content }
  | { readonly kind: 'link'; readonly target: string; readonly isSymbolic: boolean };

/** The link that a header describes; null for all that is none. */
export function linkOf({ type, link }: TarMember): OuterMember<never> | null {
  const isSymbolic = type === MEMBER.symlink;
  if (!isSymbolic && type !== MEMBER.hardlink) return null;
  return { kind: 'link', target: sliceText(link), isSymbolic };
}

/** The members of an outer archive by clean name; a later member of a name replaces the earlier one, as unpacking would. */
export class OuterMembers<Content> {
  readonly #members = new Map<string, OuterMember<Content>>();
  readonly #file: string;
  /** True when no end-of-archive block stood behind them. */
  isCutOff = false;
  #nameLength = 0;

  constructor(file: string) {
    this.#file = file;
  }

  get isEmpty(): boolean {
    return this.#members.size === 0;
  }

  /** Names and members in the order of their names' first appearance, links as they are. */
  entries(): Iterable<readonly [string, OuterMember<Content>]> {
    return this.#members;
  }

  add(name: string, member: OuterMember<Content>): void {
    this.#nameLength += name.length + (member.kind === 'link' ? member.target.length : 0);
    if (this.#members.size >= MOST_MEMBERS || this.#nameLength > MOST_NAMES) throw this.#tooMany();
    this.#members.set(name, member);
  }

  /** Names of contents, links left out. */
  contentNames(): readonly string[] {
    return [...this.#members].filter(([, { kind }]) => kind === 'content').map(([name]) => name);
  }

  /** The content behind a name, links followed inside the archive; null when there is none. Throws on a loop. */
  find(name: string): Content | null {
    const seen = new Set<string>();
    let at = memberName(name);
    for (;;) {
      if (seen.has(at) || seen.size > MOST_LINKS) {
        throw new PlimsollError(
          'corrupt',
          `${this.#file}: ${name} is a link that leads ${seen.has(at) ? 'back to itself' : `through more than ${MOST_LINKS} others`}.`,
          {
            file: this.#file,
            entry: name,
          },
        );
      }
      seen.add(at);
      const member = this.#members.get(at);
      if (member === undefined) return null;
      if (member.kind === 'content') return member.content;
      at = member.isSymbolic ? linkTarget(at, member.target) : memberName(member.target);
    }
  }

  #tooMany(): PlimsollError {
    const message = `${this.#file} has more members, or longer names of them, than an image archive may have: ${MOST_MEMBERS} members, ${MOST_NAMES} characters.`;
    return new PlimsollError('limit', message, { file: this.#file });
  }
}
