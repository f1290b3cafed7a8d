/** What kind of thing a path is. */
export type EntryType = 'file' | 'directory' | 'symlink' | 'other';

/** Permissions, setuid, setgid and sticky of a mode. */
export const PERMISSIONS = 0o7777;

/** The type in a mode, as Unix numbers it. */
export const FileType = {
  Fifo: 0o010000,
  CharacterDevice: 0o020000,
  Directory: 0o040000,
  BlockDevice: 0o060000,
  Regular: 0o100000,
  Symlink: 0o120000,
  Socket: 0o140000,
} as const;

/** One of {@link FileType}. */
export function fileType(mode: number): number {
  return mode & 0o170000;
}

/** The type of an entry by its mode. */
export function typeOf(mode: number): EntryType {
  switch (fileType(mode)) {
    case FileType.Regular:
      return 'file';
    case FileType.Directory:
      return 'directory';
    case FileType.Symlink:
      return 'symlink';
    default:
      return 'other';
  }
}

/** True for a socket, which the classic builder leaves out and BuildKit takes for an empty file. */
export function isSocket(mode: number): boolean {
  return fileType(mode) === FileType.Socket;
}
