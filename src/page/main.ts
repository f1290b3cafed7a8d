import { countText } from '../core/count-text.ts';
import type { AnyPageReport, PageData } from '../report/html/page-data.ts';
import { foreign, h } from './dom.ts';
import { checkSections } from './kinds/check.ts';
import { contextSections } from './kinds/context.ts';
import { diffSections } from './kinds/diff.ts';
import { imageSections } from './kinds/image.ts';
import { followLinks } from './link.ts';
import { drawMap } from './map/map.ts';
import { type Page, pageOf, type Section } from './page.ts';

const data = JSON.parse(document.getElementById('data')?.textContent ?? '{}') as PageData;
draw(data);

function draw(shown: PageData): void {
  const page: Page = pageOf(shown, shown);
  const map = page.tree === null ? null : drawMap(page, page.tree);
  const [head, ...sections] = sectionsOf(page, map?.element ?? null);
  const parts = sections.filter((part) => part !== null);
  document
    .getElementById('page')
    ?.replaceChildren(
      h('a', { class: 'skip', href: '#main' }, 'To the report'),
      head ?? '',
      contents(parts),
      h('main', { id: 'main' }, parts),
      h('footer', {}, warnings(page.report), h('p', {}, `plimsoll ${page.report.generator.version}`)),
    );
  followLinks((path) => {
    if (map === null) return;
    document.getElementById('map')?.scrollIntoView({ block: 'start' });
    map.go(path);
  });
}

function sectionsOf(page: Page, map: HTMLElement | null): readonly Section[] {
  const { report } = page;
  switch (report.kind) {
    case 'image':
      return imageSections({ ...page, report }, map);
    case 'context':
      return contextSections({ ...page, report }, map);
    case 'diff':
      return diffSections({ ...page, report }, map);
    case 'check':
      return checkSections({ ...page, report });
  }
}

/** Links to the parts of the page. */
function contents(parts: readonly HTMLElement[]): HTMLElement {
  return h(
    'nav',
    { class: 'contents', 'aria-label': 'Parts of the report' },
    parts.map((part) => h('a', { href: `#${part.id}` }, part.querySelector('h2')?.textContent ?? part.id)),
  );
}

function warnings({ warnings: list }: AnyPageReport): HTMLElement | null {
  if (list.length === 0) return null;
  return h(
    'details',
    { open: true },
    h('summary', {}, countText(list.length, 'warning')),
    h(
      'ul',
      {},
      list.map(({ message }) => h('li', {}, foreign(message))),
    ),
  );
}
