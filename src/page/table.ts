import { countText } from '../core/count-text.ts';
import { type Child, h } from './dom.ts';

/** One column: what is shown, and what it is sorted by. */
export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => Child;
  /** Nothing: the column cannot be sorted. Numbers sort largest first. */
  readonly by?: (row: Row) => number | string;
  readonly align?: 'right';
  /** Gives way on a phone. */
  readonly wide?: boolean;
}

/** A column of sizes or counts, largest first when it is sorted. */
export function figures<Row>(
  head: string,
  of: (row: Row) => number,
  text: (value: number) => string,
  more: Pick<Column<Row>, 'wide'> = {},
): Column<Row> {
  return { head, align: 'right', by: of, cell: (row) => text(of(row)), ...more };
}

/** What a table shows and how. */
export interface TableSpec<Row> {
  /** For screen readers and the search field: `Files`. */
  readonly title: string;
  readonly columns: readonly Column<Row>[];
  /** In the order in which they are shown first. */
  readonly rows: readonly Row[];
  /** The text that a search looks at; nothing: no search. */
  readonly text?: (row: Row) => string;
  /** Said below: what is not in the list. */
  readonly note?: string;
}

const STEP = 50;

interface Order {
  readonly column: number;
  readonly isDown: boolean;
}

/** A table that is sorted by its heads and searched as one types; long ones show more when asked. */
export function drawTable<Row>(spec: TableSpec<Row>): HTMLElement {
  const { columns, rows } = spec;
  const texts =
    spec.text === undefined ? null : new Map(rows.map((row) => [row, spec.text!(row).toLowerCase()]));
  let order: Order | null = null;
  let wanted = '';
  let most = STEP;

  const body = h('tbody');
  const foot = h('p', { class: 'quiet count', 'aria-live': 'polite' });
  const more = h(
    'button',
    {
      type: 'button',
      class: 'more',
      onclick: () => {
        most *= 4;
        draw();
      },
    },
    'Show more',
  );
  const heads = columns.map((column, n) => headOf(column, () => sortBy(n)));

  const sortBy = (column: number): void => {
    const isNumber = rows.length > 0 && typeof columns[column]!.by?.(rows[0]!) === 'number';
    order = { column, isDown: order?.column === column ? !order.isDown : isNumber };
    draw();
  };
  const draw = (): void => {
    const found = wanted === '' ? rows : rows.filter((row) => texts?.get(row)?.includes(wanted));
    const sorted = order === null ? found : sortRows(found, columns[order.column]!, order.isDown);
    const shown = sorted.slice(0, most);
    body.replaceChildren(...shown.map((row) => rowOf(columns, row)));
    heads.forEach((head, n) => {
      if (order?.column === n) head.setAttribute('aria-sort', order.isDown ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    });
    more.hidden = shown.length === sorted.length;
    const count =
      shown.length === sorted.length
        ? countText(shown.length, 'row')
        : `${countText(shown.length, 'row')} of ${sorted.length}`;
    foot.textContent = [rows.length > STEP || wanted !== '' ? `${count}. ` : '', spec.note ?? ''].join('');
  };
  const field = h('input', {
    type: 'search',
    placeholder: 'Search',
    'aria-label': `Search: ${spec.title}`,
    oninput: () => {
      wanted = field.value.trim().toLowerCase();
      most = STEP;
      draw();
    },
  });
  draw();
  return h(
    'div',
    { class: 'table' },
    texts === null || rows.length < 8 ? null : h('div', { class: 'controls' }, field),
    h(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': `Table: ${spec.title}` },
      h('table', {}, h('thead', {}, h('tr', {}, heads)), body),
    ),
    more,
    foot,
  );
}

function headOf<Row>({ head, by, align, wide }: Column<Row>, sort: () => void): HTMLElement {
  const content = by === undefined ? head : h('button', { type: 'button', onclick: sort }, head);
  return h('th', { scope: 'col', class: classesOf(align, wide) }, content);
}

function rowOf<Row>(columns: readonly Column<Row>[], row: Row): HTMLElement {
  return h(
    'tr',
    {},
    columns.map(({ cell, align, wide }) => h('td', { class: classesOf(align, wide) }, cell(row))),
  );
}

function classesOf(align: 'right' | undefined, wide: boolean | undefined): string | null {
  return [align === 'right' ? 'number' : '', wide ? 'wide' : ''].join(' ').trim() || null;
}

function sortRows<Row>(rows: readonly Row[], { by }: Column<Row>, isDown: boolean): readonly Row[] {
  const sign = isDown ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [by!(a), by!(b)];
    return left === right ? 0 : left < right ? -sign : sign;
  });
}
