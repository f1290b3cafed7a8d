import { compareText } from '../../core/order.ts';
import type { ListedImage, ListedPlatform } from '../../image/listing/list-images.ts';
import { printable } from '../text/printable.ts';
import { goSize } from './go-size.ts';
import { goWidth } from './go-width.ts';
import { shortId, shownName } from './names.ts';

const GAP = '   ';
const UNTAGGED = '<untagged>';
const HEADS = { name: 'IMAGE', id: 'ID', disk: 'DISK USAGE', content: 'CONTENT SIZE', extra: 'EXTRA' };
const ID_COLUMNS = 12;
const BRANCH = '├─ ';
const LAST_BRANCH = '└─ ';
/** docker measures the branch by its bytes. */
const BRANCH_BYTES = 7;

/** An image under one name, or under all of them. */
interface TreeRow {
  readonly names: readonly string[];
  readonly image: ListedImage;
  readonly platforms: readonly ListedPlatform[];
}

/**
 * The table of docker 29: by name in byte order, untagged images last; a row for each name, or `expanded` a row for each
 * image with its platforms below. Source: docker/cli 29, cli/command/image/tree.go, where the output is no terminal.
 */
export function renderImageTree(
  images: readonly ListedImage[],
  { expanded }: { readonly expanded: boolean },
): string {
  const rows = images.flatMap((image) => rowsOf(image, expanded)).sort(byName);
  const width = nameWidth(rows);
  const isSpaced = rows.some((row) => row.platforms.length > 0);
  const head = line(
    HEADS.name.padEnd(width),
    HEADS.id.padEnd(ID_COLUMNS),
    HEADS.disk,
    HEADS.content,
    HEADS.extra,
  );
  const lines = rows.flatMap((row) => [...rowLines(row, width), ...(isSpaced ? [''] : [])]);
  return `${[head, ...lines].join('\n')}\n`;
}

function rowsOf(image: ListedImage, expanded: boolean): readonly TreeRow[] {
  const names = image.names.map((name) => printable(shownName(name))).sort(compareText);
  if (expanded) return [{ names, image, platforms: image.platforms }];
  if (names.length === 0) return [{ names, image, platforms: [] }];
  return names.map((name) => ({ names: [name], image, platforms: [] }));
}

function byName(a: TreeRow, b: TreeRow): number {
  const [nameA, nameB] = [a.names[0], b.names[0]];
  if (nameA === undefined || nameB === undefined) {
    return Number(nameA === undefined) - Number(nameB === undefined) || compareText(a.image.id, b.image.id);
  }
  return compareText(nameA, nameB);
}

function nameWidth(rows: readonly TreeRow[]): number {
  const names = rows.flatMap((row) => (row.names.length === 0 ? [UNTAGGED] : row.names)).map(goWidth);
  const platforms = rows.flatMap((row) =>
    row.platforms.map((one) => goWidth(platformName(one)) + BRANCH_BYTES),
  );
  return [...names, ...platforms].reduce((widest, width) => Math.max(widest, width), HEADS.name.length);
}

function rowLines({ names, image, platforms }: TreeRow, width: number): readonly string[] {
  const last = names.at(-1) ?? UNTAGGED;
  return [
    ...names.slice(0, -1).map((name) => padEnd(name, width)),
    figures(padEnd(last, width), image.id, image.diskBytes, image.contentBytes),
    ...platforms.map((platform, n) => {
      const branch = n + 1 < platforms.length ? BRANCH : LAST_BRANCH;
      const name = padEnd(branch + platformName(platform), width);
      return figures(name, platform.digest, platform.diskBytes, platform.contentBytes);
    }),
  ];
}

function figures(name: string, id: string, diskBytes: number, contentBytes: number): string {
  return line(
    name,
    shortId(id).padEnd(ID_COLUMNS),
    goSize(diskBytes).padStart(HEADS.disk.length),
    goSize(contentBytes).padStart(HEADS.content.length),
    ' '.repeat(HEADS.extra.length),
  );
}

function line(...cells: readonly string[]): string {
  return cells.join(GAP);
}

function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - goWidth(text)));
}

function platformName({ platform }: ListedPlatform): string {
  const { os, architecture, variant } = platform;
  return printable([os, architecture, variant].filter((part) => part !== null && part !== '').join('/'));
}
