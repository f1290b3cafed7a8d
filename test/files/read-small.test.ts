import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCarefully } from '../../src/files/open-carefully.ts';
import { readIfFile, readText } from '../../src/files/read-small.ts';

const root = mkdtempSync(join(tmpdir(), 'plimsoll-files-'));
writeFileSync(join(root, 'file'), '\ufefftext');
writeFileSync(join(root, 'large'), Buffer.alloc(2 ** 20 + 1));
writeFileSync(join(root, 'latin1'), Buffer.from([0x61, 0xff]));
mkdirSync(join(root, 'directory'));
symlinkSync('file', join(root, 'link'));

describe('a small file', () => {
  it('is read to its last byte, and as text without its byte order mark', () => {
    expect(readIfFile(join(root, 'file'), 7)).toEqual(Buffer.from('\ufefftext'));
    expect(readText(join(root, 'file'), 'The file', 7)).toBe('text');
  });

  it.each(['missing', 'directory', 'file/below'])('is not there for %s', (name) => {
    expect(readIfFile(join(root, name), 100)).toBeNull();
  });

  it.each([
    ['a text that is not there', 'missing', 'not-found', /The file .*missing does not exist\.$/],
    ['a text that is a directory', 'directory', 'unreadable', /cannot be read \(EISDIR\)\.$/],
    ['a text that is not UTF-8', 'latin1', 'config', /is not UTF-8 text\.$/],
    ['a text beyond its limit', 'large', 'limit', /has 1048577 bytes; 1048576 are the limit\.$/],
  ])('refuses %s', (_, name, code, message) => {
    const read = (): string => readText(join(root, name), 'The file', 2 ** 20);
    expect(read).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
  });

  it('is refused beyond its limit', () => {
    expect(() => readIfFile(join(root, 'large'), 2 ** 20)).toThrow(/large is larger than 1 MiB\.$/);
  });
});

it('follows no link in the place of a file that is opened carefully', () => {
  expect(() => openCarefully(join(root, 'link'))).toThrow(/ELOOP/);
});
