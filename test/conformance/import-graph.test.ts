import { builtinModules } from 'node:module';
import { describe, expect, it } from 'vitest';
import { importEdges, roomOf } from '../support/import-graph.ts';

/** Rooms from the ground up; a room may import from rooms below it and from itself, never sideways or up. */
const LEVELS = [
  ['core'],
  ['files'],
  ['ignore', 'dockerfile', 'archive'],
  ['context', 'image'],
  ['budget', 'config', 'diff', 'compose'],
  ['report'],
  ['inspect', 'page'],
  ['index', 'explore'],
  ['cli'],
];
/** Sideways imports that the design wants, each with its reason. */
const ALLOWED_SIDEWAYS: ReadonlyMap<string, string> = new Map([
  ['budget -> config', 'a budget is judged from its validated definition'],
]);
const level = (room: string): number => LEVELS.findIndex((rooms) => rooms.includes(room));
const edges = importEdges();
const inside = edges.filter((edge) => edge.to.endsWith('.ts') || edge.to.endsWith('.tsx'));

describe('the import graph', () => {
  it('has a level for every room', () => {
    expect([...new Set(edges.map((edge) => roomOf(edge.from)))].filter((room) => level(room) < 0)).toEqual(
      [],
    );
  });

  it('points down only', () => {
    const broken = inside
      .filter(({ from, to }) => {
        const [a, b] = [roomOf(from), roomOf(to)];
        return a !== b && level(a) <= level(b) && !ALLOWED_SIDEWAYS.has(`${a} -> ${b}`);
      })
      .map(({ from, to }) => `${from} imports ${to}`);
    expect(broken).toEqual([]);
  });

  it('keeps Node built-ins out of core, report and page', () => {
    const builtin = new Set(builtinModules);
    const broken = edges
      .filter(
        ({ from, to }) =>
          ['core', 'report', 'page'].includes(roomOf(from)) && (to.startsWith('node:') || builtin.has(to)),
      )
      .map(({ from, to }) => `${from} imports ${to}`);
    expect(broken).toEqual([]);
  });

  it('wraps each runtime dependency in one file', () => {
    const users = new Map<string, Set<string>>();
    for (const { from, to, isTypeOnly } of edges) {
      if (to.endsWith('.ts') || to.startsWith('node:') || isTypeOnly || roomOf(from) === 'cli') continue;
      users.set(to, (users.get(to) ?? new Set()).add(from));
    }
    const several = [...users]
      .filter(([, files]) => files.size > 1)
      .map(([name, files]) => `${name}: ${[...files].join(', ')}`);
    expect(several).toEqual([]);
  });

  it('has no cycle', () => {
    const targets = new Map<string, string[]>();
    for (const { from, to, isTypeOnly } of inside)
      if (!isTypeOnly) targets.set(from, [...(targets.get(from) ?? []), to]);
    const cycle = findCycle(targets);
    expect(cycle?.join(' -> ')).toBeUndefined();
  });
});

function findCycle(targets: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of targets.get(file) ?? []) {
      const found = visit(next, [...path, file]);
      if (found) return found;
    }
    done.add(file);
    return undefined;
  };
  for (const file of targets.keys()) {
    const found = visit(file, []);
    if (found) return found;
  }
  return undefined;
}
