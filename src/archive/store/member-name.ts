import { cleanPath, parentPath } from '../../core/posix-path.ts';
import { type ByteSlice, sliceText } from '../tar/member.ts';

/** The name under which a member is found: clamped to the archive's root, without a leading slash. */
export function memberName(name: string): string {
  return cleanPath(`/${name}`).slice(1);
}

/** The same from the bytes of a header. */
export function memberNameOf(slice: ByteSlice): string {
  return memberName(sliceText(slice));
}

/** Where a symlink member points, inside the archive. */
export function linkTarget(name: string, target: string): string {
  return target.startsWith('/') ? memberName(target) : memberName(`${parentPath(name)}/${target}`);
}
