import { MEMBER, type MemberType } from './member.ts';

/** Type flags as bytes. Source: POSIX ustar and pax, GNU tar "Extensions". */
export const FLAG = {
  oldFile: 0,
  file: 0x30,
  hardlink: 0x31,
  symlink: 0x32,
  charDevice: 0x33,
  blockDevice: 0x34,
  directory: 0x35,
  fifo: 0x36,
  contiguous: 0x37,
  longLink: 0x4b,
  longName: 0x4c,
  sparse: 0x53,
  solarisPax: 0x58,
  globalPax: 0x67,
  pax: 0x78,
} as const;

const TYPE_OF: ReadonlyMap<number, MemberType> = new Map<number, MemberType>([
  [FLAG.oldFile, MEMBER.file],
  [FLAG.file, MEMBER.file],
  [FLAG.contiguous, MEMBER.file],
  [FLAG.sparse, MEMBER.file],
  [FLAG.hardlink, MEMBER.hardlink],
  [FLAG.symlink, MEMBER.symlink],
  [FLAG.charDevice, MEMBER.charDevice],
  [FLAG.blockDevice, MEMBER.blockDevice],
  [FLAG.directory, MEMBER.directory],
  [FLAG.fifo, MEMBER.fifo],
]);

/** What a flag says a member is; flags that nobody knows are `other`, with a body. */
export function memberType(flag: number): MemberType {
  return flag === FLAG.file ? MEMBER.file : (TYPE_OF.get(flag) ?? MEMBER.other);
}

/** True for headers that say something about the next member. */
export function isMetadata(flag: number): boolean {
  return (
    flag === FLAG.pax ||
    flag === FLAG.globalPax ||
    flag === FLAG.longName ||
    flag === FLAG.longLink ||
    flag === FLAG.solarisPax
  );
}

/** True where the size in the header is that of a body; links, directories and devices have none, whatever it says. */
export function hasBody(type: MemberType): boolean {
  return type === MEMBER.file || type === MEMBER.other;
}
