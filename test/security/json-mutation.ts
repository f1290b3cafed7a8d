import type { Random } from './random.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const ODD: readonly Json[] = [
  null,
  true,
  -1,
  0,
  1.5,
  2 ** 53,
  1e308,
  '',
  '..',
  '../../../../etc/passwd',
  '/etc/passwd',
  'sha256:',
  `sha256:${'0'.repeat(64)}`,
  `sha512:${'0'.repeat(128)}`,
  `md5:${'0'.repeat(32)}`,
  'sha256:../../../etc/passwd',
  '\u001b[31mred\u0007',
  '\u202eabc\u0000\n\t',
  '\ud800',
  'x'.repeat(5000),
  [],
  {},
  [null],
  [[[[]]]],
  { manifests: [] },
];

/** JSON text with one to three values changed for odd ones, dropped, doubled, or changed for each other; null where it is no JSON. */
export function mutateJson(text: string, random: Random): string | null {
  let root: Json;
  try {
    root = JSON.parse(text) as Json;
  } catch {
    return null;
  }
  const holder = { root };
  for (let n = 1 + random.below(3); n > 0; n--) change(holder, random);
  return JSON.stringify(holder.root ?? null);
}

function change(root: { [key: string]: Json }, random: Random): void {
  const places: { readonly holder: { [key: string]: Json }; readonly key: string }[] = [];
  const visit = (value: Json): void => {
    if (value === null || typeof value !== 'object') return;
    const holder = value as { [key: string]: Json };
    for (const key of Object.keys(holder)) {
      places.push({ holder, key });
      visit(holder[key]!);
    }
  };
  visit(root);
  if (places.length === 0) return;
  const { holder, key } = random.pick(places);
  switch (random.below(5)) {
    case 0:
    case 1:
      holder[key] = structuredClone(random.pick(ODD));
      return;
    case 2:
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
      return;
    case 3: {
      const other = random.pick(places);
      holder[key] = structuredClone(other.holder[other.key] ?? null);
      return;
    }
    default:
      if (Array.isArray(holder)) holder.push(structuredClone(holder[Number(key)] ?? null));
      else holder[`${key}\u001b`] = holder[key]!;
  }
}
