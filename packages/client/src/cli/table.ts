import type { World } from './world.ts';

const width = (text: string): number => [...text].length;

/** Columns of text, the head first; numbers stand to the right. */
export function table(rows: readonly (readonly (string | number | null)[])[]): string {
  const cells = rows.map((row) => row.map((cell) => (cell === null ? '–' : String(cell))));
  const columns = Math.max(0, ...cells.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, i) =>
    Math.max(...cells.map((row) => width(row[i] ?? ''))),
  );
  const isNumber = widths.map((_, i) => rows.slice(1).some((row) => typeof row[i] === 'number'));
  const line = (row: string[]) =>
    row
      .map((cell, i) => {
        const space = ' '.repeat((widths[i] ?? 0) - width(cell));
        return isNumber[i] ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd();
  return `${cells.map(line).join('\n')}\n`;
}

const HUES = { red: 31, green: 32, yellow: 33, dim: 2 } as const;

/** Colours for a terminal that wants them (no-color.org). */
export function painted({ env, isTerminal }: World, hue: keyof typeof HUES, text: string): string {
  return isTerminal && !env['NO_COLOR'] ? `\u001b[${HUES[hue]}m${text}\u001b[0m` : text;
}
