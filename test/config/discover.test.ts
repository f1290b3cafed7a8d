import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { discoverConfig, documentPath } from '../../src/config/discover.ts';
import { repositoryRoot } from '../../src/files/repository.ts';
import { plantTree } from '../support/tree.ts';

const found = (root: string, directory = '.'): string | null => {
  const config = discoverConfig(join(root, directory));
  return config === null ? null : relative(root, config.file);
};

describe('looking for the configuration', () => {
  it.each<[string]>([
    ['plimsoll.yaml'],
    ['.plimsoll.yaml'],
    ['plimsoll.yml'],
    ['.plimsoll.yml'],
    ['plimsoll.json'],
    ['.plimsoll.json'],
  ])('finds %s', (name) => {
    expect(found(plantTree({ [name]: '', '.git/': '' }))).toBe(name);
  });

  it('takes the nearest parent that has one', () => {
    const root = plantTree({ 'plimsoll.yaml': '', 'a/plimsoll.yml': '', 'a/b/c/': '', '.git/': '' });
    expect(found(root, 'a/b/c')).toBe('a/plimsoll.yml');
  });

  it('stops at the root of the repository', () => {
    const root = plantTree({ 'plimsoll.yaml': '', 'repo/.git/': '', 'repo/deep/': '' });
    expect(found(root, 'repo/deep')).toBeNull();
  });

  it('stops at a worktree, whose .git is a file', () => {
    const root = plantTree({ 'plimsoll.yaml': '', 'repo/.git': 'gitdir: elsewhere', 'repo/deep/': '' });
    expect(found(root, 'repo/deep')).toBeNull();
    expect(repositoryRoot(join(root, 'repo/deep'))).toBe(join(root, 'repo'));
  });

  it('passes by a package.json without our key and reads one with it', () => {
    const root = plantTree({
      '.git/': '',
      'package.json': '{"plimsoll": {}}',
      'a/package.json': '{"name": "plimsoll", "bin": {"plimsoll": "x"}}',
    });
    expect(found(root, 'a')).toBe('package.json');
  });

  it('does not pass by a damaged package.json that names us', () => {
    expect(found(plantTree({ '.git/': '', 'package.json': '{"plimsoll": {},,}' }))).toBe('package.json');
  });

  it('tells of others in the same directory', () => {
    const root = plantTree({ '.git/': '', 'plimsoll.yaml': '', 'plimsoll.json': '' });
    expect(discoverConfig(root)?.shadowed.map((file) => relative(root, file))).toEqual(['plimsoll.json']);
  });

  it('is not fooled by a directory of that name', () => {
    const root = plantTree({ '.git/': '' });
    mkdirSync(join(root, 'plimsoll.yaml'));
    expect(found(root)).toBeNull();
  });

  it('knows where in a package.json the configuration is', () => {
    expect(documentPath('a/package.json')).toEqual(['plimsoll']);
    expect(documentPath('plimsoll.yaml')).toEqual([]);
  });
});
