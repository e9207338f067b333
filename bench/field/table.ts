import { line, markersOf } from '../page.ts';
import type { LibraryRow } from './libraries.ts';
import type { Cell, ResultRow, Results } from './results.ts';
import type { PeerId } from './types.ts';

export const MARKERS = markersOf('field');

/** Three digits, and thousands apart. */
export function shown(value: number): string {
  if (value !== 0 && Math.abs(value) < 0.001) return value.toExponential(1);
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)));
  const rounded = Number(value.toFixed(Math.min(digits, 3)));
  return rounded.toLocaleString('en', { maximumFractionDigits: 3 });
}

/** Numbers each text once, in the order in which they are first used. */
function footnotes() {
  const texts: string[] = [];
  return {
    of: (text: string): string => {
      if (!texts.includes(text)) texts.push(text);
      return ` <sup>${texts.indexOf(text) + 1}</sup>`;
    },
    list: () => texts.map((text, i) => `${i + 1}. ${text.charAt(0).toUpperCase()}${text.slice(1)}.`),
  };
}

const figureOf = (cell: Cell | undefined): number | null => (cell && 'median' in cell ? cell.median : null);

/** Whether a peer's figure is better than ours. */
function isAhead({ better, cells }: ResultRow, id: PeerId): boolean {
  const [ours, theirs] = [figureOf(cells.unstuck), figureOf(cells[id])];
  if (id === 'unstuck' || id === 'older' || ours === null || theirs === null) return false;
  return better === 'more' ? theirs > ours : theirs < ours;
}

function cellText(row: ResultRow, id: PeerId, notes: ReturnType<typeof footnotes>): string {
  const cell = row.cells[id];
  if (!cell) return '—';
  if ('none' in cell) return `—${notes.of(cell.none)}`;
  if ('over' in cell) return `> ${shown(cell.over)}${cell.why ? notes.of(cell.why) : ''}`;
  const { median, least, most, rounds } = cell;
  const spread = rounds > 1 ? ` (${shown(least)} to ${shown(most)})` : '';
  const why = isAhead(row, id) ? row.ahead?.[id] : undefined;
  return `${shown(median)}${spread}${why ? notes.of(`ahead of ours: ${why}`) : ''}`;
}

const clean = (text: string) => text.replace(/\.$/, '');

function mainTable({ peers, rows }: Results): string[] {
  const notes = footnotes();
  const body = rows.map((row) => {
    const title = `<a id="${row.id}"></a>${row.title}${row.note ? notes.of(clean(row.note)) : ''}`;
    return line([title, row.unit, ...peers.map(({ id }) => cellText(row, id, notes))]);
  });
  return [
    line(['', 'unit', ...peers.map(({ name }) => name)]),
    line(['---', '---', ...peers.map(() => '---:')]),
    ...body,
    '',
    ...notes.list(),
  ];
}

function libraryTable(rows: readonly LibraryRow[]): string[] {
  const names = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))];
  const notes = footnotes();
  const body = rows.map(({ id, title, unit, cells, note }) => {
    const figures = names.map((name) => {
      const value = cells[name];
      return value === undefined || value === null ? '—' : shown(value);
    });
    return line([`<a id="${id}"></a>${title}${note ? notes.of(clean(note)) : ''}`, unit, ...figures]);
  });
  return [
    line(['', 'unit', ...names]),
    line(['---', '---', ...names.map(() => '---:')]),
    ...body,
    '',
    ...notes.list(),
  ];
}

function heading({ machine, commit, date, quick, minutes }: Results): string[] {
  const { cores, cpu, memoryGb, kernel, node, postgres, loadBefore } = machine;
  return [
    `${quick ? '**A quick run, of one round: it shows that rows work, not what they are worth.** ' : ''}Commit ${commit ?? 'unknown'}, ${date.slice(0, 10)}, ${shown(minutes)} minutes on ${cores} × ${cpu}, ${memoryGb} GB, Linux ${kernel}, Node ${node.slice(1)}, PostgreSQL ${postgres}; load of the minute before: ${loadBefore}.`,
  ];
}

function settingsList({ peers }: Results): string[] {
  return peers.map(
    ({ name, version, settings, source }) => `- **${name}** ${version}: ${settings} (${source}).`,
  );
}

/** The part of docs/benchmarks.md that a run writes. */
export function pageOf(results: Results): string {
  return [
    MARKERS.begin,
    '',
    ...heading(results),
    '',
    ...mainTable(results),
    '',
    '### Beside libraries and tools',
    '',
    ...libraryTable(results.libraries),
    '',
    '### How each was set',
    '',
    ...settingsList(results),
    '',
    MARKERS.end,
  ].join('\n');
}
