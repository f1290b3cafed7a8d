import { describe, expect, it } from 'vitest';
import { familiarReference, fullReference, splitReference } from '../../src/core/reference.ts';

describe('a reference', () => {
  it('has docker’s defaults filled in', () => {
    const table: readonly (readonly [string, string])[] = [
      ['app', 'docker.io/library/app:latest'],
      ['app:1', 'docker.io/library/app:1'],
      ['team/app', 'docker.io/team/app:latest'],
      ['localhost/app', 'localhost/app:latest'],
      ['registry.example/app:1', 'registry.example/app:1'],
      ['registry:5000/app', 'registry:5000/app:latest'],
      ['app@sha256:0', 'docker.io/library/app@sha256:0'],
    ];
    for (const [reference, full] of table) expect(fullReference(reference)).toBe(full);
  });

  it('is printed without them', () => {
    expect(familiarReference('docker.io/library/app:1')).toBe('app:1');
    expect(familiarReference('docker.io/team/app:1')).toBe('team/app:1');
    expect(familiarReference('registry:5000/app:1')).toBe('registry:5000/app:1');
  });

  it('ends in its tag, which a port is not', () => {
    expect(splitReference('registry:5000/a/b:v2')).toEqual({ repository: 'registry:5000/a/b', tag: 'v2' });
    expect(splitReference('registry:5000/a/b')).toEqual({ repository: 'registry:5000/a/b', tag: null });
    expect(splitReference('a:1@sha256:0')).toEqual({ repository: 'a', tag: '1' });
  });
});
