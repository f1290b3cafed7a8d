import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { inspectContext } from '../../../src/inspect/context.ts';
import { findingsOf } from '../../support/findings.ts';
import { plantTree } from '../../support/tree.ts';

const MAKE = fileURLToPath(new URL('../../../fixtures/contexts/make.mjs', import.meta.url));
const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));

describe('a tidy project', () => {
  it('has no findings: the sample context, put in order', async () => {
    const where = plantTree();
    execFileSync(process.execPath, [MAKE, where]);
    expect((await inspectContext(`${where}/tidy-app`)).findings).toEqual([]);
    expect((await inspectContext(`${where}/tidy-app`, { walk: 'classic' })).findings).toEqual([]);
    expect((await inspectContext(`${where}/web-app`)).findings.length).toBeGreaterThan(5);
  });

  it('has no findings: this repository', async () => {
    expect((await inspectContext(REPOSITORY)).findings).toEqual([]);
  });

  it.each<[string, Record<string, string>]>([
    [
      'a Go service with vendored modules',
      {
        Dockerfile:
          'FROM golang:1.24 AS build\nWORKDIR /src\nCOPY go.mod go.sum ./\nCOPY vendor vendor\nCOPY cmd cmd\nRUN go build ./cmd/app\nFROM scratch\nCOPY --from=build /src/app /app\n',
        '.dockerignore': '.git\n*.md\nbin\n',
        'go.mod': 'module x',
        'go.sum': '',
        'vendor/modules.txt': '# x',
        'vendor/x/x.go': 'package x',
        'cmd/app/main.go': 'package main',
        'cmd/app/testdata/cert.pem': '-----BEGIN CERTIFICATE-----\nMIID',
      },
    ],
    [
      'a Python project with an allow-list',
      {
        Dockerfile:
          'FROM python:3.13-slim\nCOPY pyproject.toml uv.lock ./\nCOPY src src\nRUN pip install .\n',
        '.dockerignore': '*\n!pyproject.toml\n!uv.lock\n!src\n**/__pycache__\n**/*.pyc\n',
        'pyproject.toml': '[project]\nname = "x"\n',
        'uv.lock': 'version = 1\n',
        'src/x/__init__.py': '',
        'src/x/__pycache__/x.cpython-313.pyc': 'x',
        '.venv/pyvenv.cfg': 'home = /usr\n',
        '.env': 'SECRET_KEY=x\n',
      },
    ],
    [
      'a site that is built outside and copied',
      {
        Dockerfile: 'FROM nginx\nCOPY dist /usr/share/nginx/html\nCOPY nginx.conf /etc/nginx/\n',
        '.dockerignore': 'node_modules\nsrc\n.git\n',
        '.git/HEAD': 'ref: refs/heads/main\n',
        '.gitignore': 'dist\nnode_modules\n',
        'package.json': '{}',
        'nginx.conf': 'server {}',
        'dist/index.html': '<html>'.repeat(10_000),
        'node_modules/a/index.js': 'x',
        'src/a.ts': 'x',
      },
    ],
    ['a Dockerfile alone', { Dockerfile: 'FROM alpine\nRUN apk add curl\n' }],
  ])('has no findings: %s', async (_, files) => {
    expect(await findingsOf({ files })).toEqual([]);
  });
});
