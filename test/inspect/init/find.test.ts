import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findTargets } from '../../../src/inspect/init/find.ts';
import { plantTree } from '../../support/tree.ts';

const contexts = (files: Readonly<Record<string, string>>): readonly unknown[] =>
  findTargets(plantTree(files)).contexts.map(({ path, dockerfile, target }) => [path, dockerfile, target]);

describe('what there is to hold to a budget', () => {
  it('are the directories of Dockerfiles, however they are called', () => {
    expect(
      contexts({
        Dockerfile: '',
        'Dockerfile.dev': '',
        'Dockerfile.dev.dockerignore': '',
        'api/Containerfile': '',
        'web/prod.Dockerfile': '',
        'a/b/c/Dockerfile': '',
        'a/b/c/d/Dockerfile': '',
        'node_modules/x/Dockerfile': '',
        '.hidden/Dockerfile': '',
        'docs/Dockerfile.md/x': '',
      }),
    ).toEqual([
      ['.', 'Dockerfile', null],
      ['.', 'Dockerfile.dev', null],
      ['a/b/c', 'a/b/c/Dockerfile', null],
      ['api', 'api/Containerfile', null],
      ['web', 'web/prod.Dockerfile', null],
    ]);
  });

  it('are the builds of a compose file, which outrank a lone Dockerfile', () => {
    const compose = `services:
  web: { build: ./web }
  api: { build: { context: ., dockerfile: docker/api.Dockerfile, target: run } }
  again: { build: web }
  remote: { build: "https://example.com/repo.git" }
  variable: { build: "\${DIR}" }
  missing: { build: ./nowhere }
  db: { image: postgres }
`;
    expect(
      contexts({ 'compose.yaml': compose, 'web/Dockerfile': '', 'docker/api.Dockerfile': '', 'web/x': '' }),
    ).toEqual([
      ['.', 'docker/api.Dockerfile', 'run'],
      ['web', 'web/Dockerfile', null],
    ]);
  });

  it('are archives and OCI layouts', () => {
    const { archives } = findTargets(
      plantTree({
        'build/app.tar': '',
        'x.tar.gz': '',
        'y.tgz': '',
        'notes.txt': '',
        'oci/oci-layout': '',
        'oci/index.json': '',
      }),
    );
    expect(archives).toEqual(['build/app.tar', 'oci', 'x.tar.gz', 'y.tgz']);
  });

  it('is never looked for behind links', () => {
    const root = plantTree({ 'real/Dockerfile': '' });
    symlinkSync(root, join(root, 'loop'));
    expect(findTargets(root).contexts).toHaveLength(1);
  });
});
