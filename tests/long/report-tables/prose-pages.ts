import type { Draw } from '../../../dev/faults/random.ts';
import { COUNTRIES, pick, prose, SECTORS, sentence, shuffled, times, whole, words } from './cells.ts';
import type { PageMaker } from './pages.ts';

// Running text in columns, however it is set: nothing of it is a table.

const columns = (draw: Draw, count: number, html: string): string => {
  const look = `column-count:${count};column-gap:${whole(draw, 14, 34)}px;height:${whole(draw, 420, 900)}px;column-fill:auto`;
  return `<div style="${look};text-align:${pick(draw, ['left', 'justify'])}">${html}</div>`;
};
const paragraphs = (draw: Draw, count: number, least = 1, most = 4): string[] =>
  times(count, () => prose(draw, whole(draw, least, most)));
const page = (html: string) => ({ html, tables: [] });
const joined = (all: readonly string[], tag = 'p', look = ''): string =>
  all.map((text) => `<${tag} style="${look}">${text}</${tag}>`).join('');

const plain =
  (count: number): PageMaker =>
  (draw) =>
    page(
      columns(draw, count, joined(paragraphs(draw, 30), 'p', pick(draw, ['', 'text-indent:1em;margin:0']))),
    );

const short =
  (count: number): PageMaker =>
  (draw) =>
    page(columns(draw, count, joined(paragraphs(draw, 50, 1, 1), 'p', `margin:0 0 ${whole(draw, 4, 12)}px`)));

const marked =
  (count: number, list: 'ul' | 'ol'): PageMaker =>
  (draw) =>
    page(
      columns(
        draw,
        count,
        `<${list} style="padding-left:18px">${joined(paragraphs(draw, 40, 1, 2), 'li')}</${list}>`,
      ),
    );

const newsletter: PageMaker = (draw) => {
  const article = () =>
    `<h3 style="margin:8px 0 3px">${words(draw, whole(draw, 2, 6))}</h3>${joined(paragraphs(draw, whole(draw, 1, 3)))}`;
  return page(columns(draw, whole(draw, 2, 3), times(14, article).join('')));
};

const interview: PageMaker = (draw) => {
  const [asks, says] = pick(draw, [
    ['Q: ', 'A: '],
    ['', ''],
    ['Editor: ', 'Minister: '],
  ]);
  const turn = () =>
    `<p><b>${asks}${words(draw, whole(draw, 4, 14))}?</b></p><p>${says}${prose(draw, whole(draw, 1, 3))}</p>`;
  return page(columns(draw, 2, times(16, turn).join('')));
};

const dictionary: PageMaker = (draw) => {
  const entry = () =>
    `<p style="padding-left:12px;text-indent:-12px;margin:0 0 2px"><b>${words(draw, 1).toLowerCase()}</b> <i>n.</i> ${sentence(draw)}</p>`;
  return page(columns(draw, whole(draw, 2, 3), times(90, entry).join('')));
};

/** Paragraphs of two languages, each beside its own. */
const translations: PageMaker = (draw) => {
  const pair = ([left, right]: readonly string[]) => `<div>${left}</div><div>${right}</div>`;
  const pairs = times(whole(draw, 6, 10), () => paragraphs(draw, 2, 1, 3));
  return page(
    `<div style="display:grid;grid-template-columns:1fr 1fr;gap:${whole(draw, 5, 12)}px ${whole(draw, 16, 30)}px">${pairs.map(pair).join('')}</div>`,
  );
};

/** Short texts side by side in two or three rows. */
const cards: PageMaker = (draw) => {
  const count = whole(draw, 2, 3);
  const card = (name: string) => `<div><b>${name}</b><br>${prose(draw, whole(draw, 1, 3))}</div>`;
  const names = shuffled(draw, SECTORS).slice(0, count * whole(draw, 2, 4));
  return page(
    `<div style="display:grid;grid-template-columns:repeat(${count},1fr);gap:${whole(draw, 8, 20)}px 24px">${names.map(card).join('')}</div>`,
  );
};

/** Sections, each in two columns of the same height. */
const sections: PageMaker = (draw) => {
  const section = () =>
    `<h3 style="margin:10px 0 3px">${words(draw, 3)}</h3><div style="column-count:2;column-gap:24px">${joined(paragraphs(draw, whole(draw, 2, 4)))}</div>`;
  return page(times(whole(draw, 3, 5), section).join(''));
};

/** Names at the margin beside the paragraphs of two columns. */
const namesAtMargin: PageMaker = (draw) => {
  const named = shuffled(draw, COUNTRIES).slice(0, whole(draw, 4, 7));
  const side = (name: string) =>
    `<div style="width:16%;float:left"><b>${name}</b></div><div style="margin-left:20%;column-count:2;column-gap:20px;margin-bottom:${whole(draw, 4, 12)}px">${joined(paragraphs(draw, 1, 5, 9))}</div>`;
  return page(named.map(side).join(''));
};

export const PROSE: Readonly<Record<string, PageMaker>> = {
  'two columns': plain(2),
  'three columns': plain(3),
  'short paragraphs in two columns': short(2),
  'short paragraphs in three columns': short(3),
  'bullets in two columns': marked(2, 'ul'),
  'bullets in three columns': marked(3, 'ul'),
  'numbers in two columns': marked(2, 'ol'),
  newsletter,
  interview,
  dictionary,
  translations,
  cards,
  'sections in columns': sections,
  'names at the margin of two columns': namesAtMargin,
};
