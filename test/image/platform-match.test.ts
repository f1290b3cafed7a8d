import { describe, expect, it } from 'vitest';
import { matchPlatform } from '../../src/image/platform-match.ts';

const platforms = [
  'linux/amd64',
  'linux/arm64/v8',
  'linux/arm/v6',
  'linux/arm',
  'linux/386',
  'windows/amd64',
  'linux/riscv64',
];
const named = (name: string) => {
  const [os = null, architecture = null, variant = null] = name.split('/');
  return { os, architecture, variant };
};
const matches = (wanted: string, among: readonly string[] = platforms): readonly string[] =>
  matchPlatform(among.map(named), wanted).map((i) => among[i]!);

describe('a platform that is asked for', () => {
  it.each([
    ['linux/amd64', 'linux/amd64'],
    ['Linux/AMD64', 'linux/amd64'],
    ['linux/x86_64', 'linux/amd64'],
    ['linux/amd64/v1', 'linux/amd64'],
    ['linux/arm64', 'linux/arm64/v8'],
    ['linux/aarch64', 'linux/arm64/v8'],
    ['linux/arm64/8', 'linux/arm64/v8'],
    ['linux/arm/v6', 'linux/arm/v6'],
    ['linux/armel', 'linux/arm/v6'],
    ['linux/arm', 'linux/arm'],
    ['linux/arm/v7', 'linux/arm'],
    ['linux/armhf', 'linux/arm'],
    ['linux/i386', 'linux/386'],
    ['windows/amd64', 'windows/amd64'],
    ['linux/riscv64', 'linux/riscv64'],
  ])('%s is %s', (wanted, found) => {
    expect(matches(wanted)).toEqual([found]);
  });

  it.each(['linux/amd64/v3', 'linux/arm/v5', 'linux/s390x', 'darwin/arm64', 'linux/toString'])(
    '%s is none of them',
    (wanted) => {
      expect(matches(wanted)).toEqual([]);
    },
  );

  it('is arm64 whether an image tells the variant or not', () => {
    expect(matches('linux/arm64/v8', ['linux/arm64'])).toEqual(['linux/arm64']);
  });

  it('is any variant when none is asked for and the usual one is not there', () => {
    expect(matches('linux/arm', ['linux/arm/v5', 'linux/arm/v6'])).toEqual(['linux/arm/v5', 'linux/arm/v6']);
    expect(matches('linux/amd64', ['linux/amd64/v2', 'linux/amd64'])).toEqual(['linux/amd64']);
  });
});
