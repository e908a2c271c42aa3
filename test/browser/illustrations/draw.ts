import type { MenuWords } from './menu-words.ts';
import { styles } from './styles.ts';

type Filter = readonly [property: string, operator: string, value: string];

export interface ListView {
  readonly kind: 'list';
  readonly place: string;
  readonly name: string;
  readonly filters: readonly Filter[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
export interface Board {
  readonly kind: 'board';
  readonly place: string;
  readonly filters: readonly Filter[];
  readonly stages: readonly {
    readonly name: string;
    readonly cards: readonly { readonly name: string; readonly lines: readonly string[] }[];
  }[];
}
export interface Report {
  readonly kind: 'report';
  readonly source: string;
  readonly title: string;
  readonly wells: readonly (readonly [well: string, field: string])[];
  readonly filters: readonly Filter[];
  readonly series: readonly { readonly name: string; readonly colour: string }[];
  readonly bars: readonly { readonly label: string; readonly values: readonly number[] }[];
}
export type Drawing = ListView | Board | Report;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const text = (value: string): string => value.replace(/[&<>"]/g, (character) => entities[character] ?? '');
const all = <T>(items: readonly T[], draw: (item: T, at: number) => string): string => items.map(draw).join('');
/** The number of the step in the recipe that this place belongs to. */
const step = (number: number): string => `<b class="step">${number}</b>`;

/** One picture as a page of its own: plain boxes in the places where HubSpot has its own, and the numbers of the recipe's steps. */
export function drawPage(drawing: Drawing, words: MenuWords): string {
  const body = { list: drawList, board: drawBoard, report: drawReport }[drawing.kind] as (
    drawing: Drawing,
    words: MenuWords,
  ) => string;
  return `<!doctype html><meta charset="utf-8"><style>${styles}</style><main>${body(drawing, words)}<footer>${text(words.notice)}</footer></main>`;
}

const drawFilters = (filters: readonly Filter[], number: number, title: string): string =>
  `<section class="filters"><h2>${step(number)}${text(title)}</h2>${all(
    filters,
    ([property, operator, value]) =>
      `<p><b>${text(property)}</b> ${text(operator)}${value === '' ? '' : ` <i>${text(value)}</i>`}</p>`,
  )}</section>`;

const drawList = ({ place, name, filters, columns, rows }: ListView, words: MenuWords): string =>
  `<nav>${step(1)}${text(place)}</nav>
  <div class="tabs"><span class="on">${text(name)}</span><span>${step(2)}+ ${text(words.addView)}</span></div>
  <div class="bar"><span class="button">${text(words.advancedFilters)}</span><span class="button end">${step(4)}${text(words.editColumns)}</span><span class="button strong">${step(5)}${text(words.save)}</span></div>
  ${drawFilters(filters, 3, words.advancedFilters)}
  <table><tr>${all(columns, (column) => `<th>${text(column)}</th>`)}</tr>${all(
    rows,
    (row) => `<tr>${all(row, (cell) => `<td>${text(cell)}</td>`)}</tr>`,
  )}</table>`;

const drawBoard = ({ place, filters, stages }: Board, words: MenuWords): string =>
  `<nav>${step(1)}${text(place)}</nav>
  <div class="bar"><span class="button">${step(2)}${text(words.pipeline)} ▾</span><span class="button">${step(3)}${text(words.boardView)}</span><span class="button end strong">${text(words.save)}</span></div>
  ${drawFilters(filters, 4, words.advancedFilters)}
  <div class="board">${all(
    stages,
    ({ name, cards }, column) =>
      `<section><h2>${text(name)}</h2>${all(
        cards,
        (card, at) =>
          `<article>${column === 0 && at === 0 ? step(5) : ''}<b>${text(card.name)}</b>${all(card.lines, (line) => `<p>${text(line)}</p>`)}</article>`,
      )}</section>`,
  )}</div>`;

function drawReport({ source, title, wells, filters, series, bars }: Report, words: MenuWords): string {
  return `<nav>${step(1)}${text(words.reports)} › ${text(words.createReport)}</nav>
  <div class="builder"><aside>
    <section class="filters"><h2>${step(2)}${text(words.dataSource)}</h2><p><b>${text(source)}</b></p></section>
    ${all(wells, ([well, field]) => `<section class="well"><h2>${text(well)}</h2><p>${text(field)}</p></section>`).replace('<h2>', `<h2>${step(3)}`)}
    ${drawFilters(filters, 4, words.filters)}
  </aside><section class="chart"><div class="bar"><h1>${text(title)}</h1><span class="button end strong">${step(5)}${text(words.save)}</span></div>
  ${drawBars(bars, series)}<p class="legend">${all(series, ({ name, colour }) => `<span><i style="background:${colour}"></i>${text(name)}</span>`)}</p></section></div>`;
}

const [width, height, foot] = [640, 280, 30];

/** Stacked bars; what they show is made up, the words beside them are not. */
function drawBars(bars: Report['bars'], series: Report['series']): string {
  const largest = Math.max(...bars.map(({ values }) => values.reduce((sum, value) => sum + value, 0)));
  const slot = width / bars.length;
  return `<svg viewBox="0 0 ${width} ${height + foot}">${all(bars, ({ label, values }, at) => {
    let top = height;
    const boxes = all(values, (value, index) => {
      const tall = (value / largest) * (height - 20);
      top -= tall;
      return `<rect x="${slot * at + slot * 0.25}" y="${top}" width="${slot * 0.5}" height="${tall}" fill="${series[index]?.colour ?? ''}"/>`;
    });
    return `${boxes}<text x="${slot * (at + 0.5)}" y="${height + 20}" text-anchor="middle">${text(label)}</text>`;
  })}</svg>`;
}
