/**
 * dive's figures as slowly as dive computes them: each whiteout stacks all lower layers anew, on trees of objects.
 * What the quick computation is held against. Source of the behaviour: wagoodman/dive, dive/filetree.
 */

/** One entry of a layer by its path in the tar, whiteouts under their own name. */
export interface DiveEntry {
  readonly path: string;
  readonly size: number;
  readonly isDirectory: boolean;
}

interface Node {
  name: string;
  parent: Node | null;
  size: number;
  isDirectory: boolean;
  children: Map<string, Node>;
}

interface PathData {
  cumulative: number;
  smallest: number;
  times: number;
}

/** What dive prints about an image. */
export function modelDive(layers: readonly (readonly DiveEntry[])[]): {
  readonly efficiency: number;
  readonly wastedBytes: number;
} {
  const trees = layers.map(treeOf);
  const paths = new Map<string, PathData>();
  for (const [current, tree] of trees.entries()) visit(tree, (node) => measure(trees, current, node, paths));
  const all = [...paths.values()];
  const sum = (of: (data: PathData) => number): number => all.reduce((total, data) => total + of(data), 0);
  const cumulative = sum((data) => data.cumulative);
  return {
    efficiency: cumulative === 0 ? 1 : sum((data) => data.smallest) / cumulative,
    wastedBytes: sum((data) => (data.times > 1 ? data.cumulative : 0)),
  };
}

/** False ends the walk of this layer. */
function measure(trees: readonly Node[], current: number, node: Node, paths: Map<string, PathData>): boolean {
  if (node.children.size > 0) return true;
  const path = pathOf(node);
  const data = paths.get(path) ?? { cumulative: 0, smallest: -1, times: 0 };
  paths.set(path, data);
  let bytes = node.size;
  if (node.name.startsWith('.wh.')) {
    bytes = 0;
    const previous = find(stackUpTo(trees, current - 1), path);
    if (previous === null) return false;
    if (previous.isDirectory)
      visit(previous, (below) => {
        bytes += below.size;
        return true;
      });
  }
  data.cumulative += bytes;
  if (data.smallest < 0 || bytes < data.smallest) data.smallest = bytes;
  data.times++;
  return true;
}

/** Children first, by name; ends when told so. */
function visit(node: Node, visitor: (node: Node) => boolean): boolean {
  const byName = [...node.children].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  for (const [, child] of byName) if (!visit(child, visitor)) return false;
  return node.parent === null || visitor(node);
}

function stackUpTo(trees: readonly Node[], last: number): Node {
  const stacked = copy(trees[0]!, null);
  for (let i = 0; i <= last; i++) {
    visit(trees[i]!, (node) => {
      if (node.name.startsWith('.wh.')) remove(find(stacked, pathOf(node)));
      else add(stacked, pathOf(node), node.size, node.isDirectory);
      return true;
    });
  }
  return stacked;
}

function treeOf(entries: readonly DiveEntry[]): Node {
  const root: Node = { name: '', parent: null, size: 0, isDirectory: false, children: new Map() };
  for (const { path, size, isDirectory } of entries) add(root, path, size, isDirectory);
  return root;
}

function add(root: Node, path: string, size: number, isDirectory: boolean): void {
  let at = root;
  for (const name of namesOf(path)) {
    let child = at.children.get(name);
    if (child === undefined) {
      if (name.startsWith('.wh..wh..')) return;
      child = { name, parent: at, size: 0, isDirectory: false, children: new Map() };
      at.children.set(name, child);
    }
    at = child;
  }
  at.size = size;
  at.isDirectory = isDirectory;
}

function find(root: Node, path: string): Node | null {
  let at: Node | undefined = root;
  for (const name of namesOf(path)) at = at?.children.get(name);
  return at ?? null;
}

function remove(node: Node | null): void {
  if (node?.parent) node.parent.children.delete(node.name);
}

function copy(node: Node, parent: Node | null): Node {
  const copied: Node = { ...node, parent, children: new Map() };
  for (const [name, child] of node.children) copied.children.set(name, copy(child, copied));
  return copied;
}

function pathOf(node: Node): string {
  const names = [node.name.replace(/^\.wh\./, '')];
  for (let at = node.parent; at?.parent; at = at.parent) names.unshift(at.name);
  return names.join('/');
}

function namesOf(path: string): readonly string[] {
  return path.split('/').filter((name) => name !== '');
}
