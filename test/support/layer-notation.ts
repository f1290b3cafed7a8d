import type { TarEntry } from './tar.ts';

/**
 * Layers as the documentation writes them: `a:10 d/ / -d` are two layers, the first with a file of 10 bytes and a directory, the second with
 * a whiteout of that directory. `d/!` is an opaque marker, `b=a` a hard link, `b>a` a symlink.
 */
export function layersOf(notation: string): readonly (readonly TarEntry[])[] {
  const split = (text: string): readonly string[] => text.split(' ').filter((entry) => entry !== '');
  return notation.split(' / ').map((layer) => split(layer).map(entryOf));
}

function entryOf(text: string): TarEntry {
  if (text.startsWith('-')) {
    const cut = text.lastIndexOf('/') + 1 || 1;
    return { name: `${text.slice(1, cut)}.wh.${text.slice(cut)}` };
  }
  if (text.endsWith('/!')) return { name: `${text.slice(0, -1)}.wh..wh..opq` };
  if (text.endsWith('/')) return { name: text, type: '5' };
  const link = text.match(/^(.+)=(.+)$/);
  if (link !== null) return { name: link[1]!, type: '1', link: link[2]! };
  const symlink = text.match(/^(.+)>(.+)$/);
  if (symlink !== null) return { name: symlink[1]!, type: '2', link: symlink[2]! };
  const file = text.match(/^(.+):(\d+)$/);
  if (file === null) throw new Error(`No entry of a layer: ${text}`);
  return { name: file[1]!, body: 'x'.repeat(Number(file[2])) };
}
