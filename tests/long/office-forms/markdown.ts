import {
  type Cell,
  type Inline,
  inlines,
  type Line,
  type List,
  type Made,
  type Numbering,
  type Part,
} from './made.ts';

/** Signs that Markdown gives a meaning. */
const escaped = (text: string): string => text.replaceAll(/[!-/:-@[-`{-~]/g, '\\$&');

function inline(part: Inline): string {
  if (typeof part === 'string') return escaped(part);
  if ('raised' in part) return `^${escaped(part.raised)}^`;
  if ('lowered' in part) return `~${escaped(part.lowered)}~`;
  if ('link' in part) return `[${escaped(part.link)}](${part.url})`;
  if ('strong' in part) return `**${escaped(part.strong)}**`;
  if ('code' in part) return `\`${part.code}\``;
  return `[^n${part.note}]`;
}

const line = (text: Line): string => inlines(text).map(inline).join('');

const indented = (text: string, by: string): string =>
  text
    .split('\n')
    .map((each) => (each === '' ? '' : by + each))
    .join('\n');

const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'];

/** `a)`, `(iv)`, `7.`. */
export function numberOf({ numerals, around, first = 1 }: Numbering, at: number): string {
  const number = first + at;
  const letter = String.fromCharCode(96 + number);
  const shown = { 1: `${number}`, a: letter, A: letter.toUpperCase(), i: ROMAN[number - 1] ?? '' }[numerals];
  return around === '()' ? `(${shown})` : shown + around;
}

function list({ numbering, items }: List): string {
  const gap = items.some(({ more }) => more !== undefined) ? '\n\n' : '\n';
  return items
    .map(({ text, done, more, inner }, at) => {
      const head = numbering ? `${numberOf(numbering, at)}  `.padEnd(4) : '-   ';
      const by = ' '.repeat(head.length);
      const task = done === undefined ? '' : done ? '[x] ' : '[ ] ';
      const below = [
        ...(more === undefined ? [] : [`\n\n${indented(escaped(more), by)}`]),
        ...(inner ? [`${gap}${indented(list(inner), by)}`] : []),
      ];
      return head + task + line(text) + below.join('');
    })
    .join(gap);
}

const cellLines = (cell: Cell): readonly string[] => {
  if (typeof cell === 'string') return [escaped(cell)];
  return 'lines' in cell ? cell.lines : [`${escaped(cell.text)}[^n${cell.note}]`];
};

function pipes(head: readonly Cell[], rows: readonly (readonly Cell[])[]): string {
  const row = (cells: readonly Cell[]) => `| ${cells.map((cell) => cellLines(cell).join(' ')).join(' | ')} |`;
  return [row(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(row)].join('\n');
}

/** Columns that a text takes in a terminal, by which pandoc reads grids. */
const widthOf = (text: string): number =>
  [...text].reduce(
    (sum, letter) => sum + (/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}。、]/u.test(letter) ? 2 : 1),
    0,
  );

function grid(head: readonly Cell[] | undefined, rows: readonly (readonly Cell[])[]): string {
  const all = [...(head ? [head] : []), ...rows].map((cells) => cells.map(cellLines));
  const widths = (all[0] ?? []).map((_, at) =>
    Math.max(...all.flatMap((cells) => (cells[at] ?? ['']).map(widthOf))),
  );
  const rule = (sign: string): string => `+${widths.map((width) => sign.repeat(width + 2)).join('+')}+`;
  const lines = all.flatMap((cells, at) => {
    const height = Math.max(...cells.map((cell) => cell.length));
    const own = Array.from({ length: height }, (_, row) => {
      const texts = widths.map((width, column) => {
        const text = cells[column]?.[row] ?? '';
        return ` ${text}${' '.repeat(width - widthOf(text))} `;
      });
      return `|${texts.join('|')}|`;
    });
    return [...own, rule(head && at === 0 ? '=' : '-')];
  });
  return [rule('-'), ...lines].join('\n');
}

function spans({ head, rows }: Extract<Part, { is: 'spans' }>): string {
  const row = (cells: typeof head, name: string): string =>
    `<tr>${cells
      .map(
        ({ text, columns = 1, rows: down = 1 }) =>
          `<${name} colspan="${columns}" rowspan="${down}">${text}</${name}>`,
      )
      .join('')}</tr>`;
  const body = rows.map((cells) => row(cells, 'td')).join('');
  return `\`\`\`{=html}\n<table><thead>${row(head, 'th')}</thead><tbody>${body}</tbody></table>\n\`\`\``;
}

function markdownOf(part: Part): string {
  switch (part.is) {
    case 'heading':
      return `${'#'.repeat(part.level)} ${line(part.text)}`;
    case 'text':
      return line(part.text);
    case 'list':
      return list(part);
    case 'pipes':
    case 'grid': {
      const { head, rows, caption } = part;
      const blank = (rows[0] ?? []).map(() => '');
      const table = part.is === 'grid' ? grid(head, rows) : pipes(head ?? blank, rows);
      return caption === undefined ? table : `${table}\n\n: ${escaped(caption)}`;
    }
    case 'spans':
      return spans(part);
    case 'quote': {
      const inner = part.inner === undefined ? [] : [indented(escaped(part.inner), '> ')];
      return [...part.lines.map(line), ...inner].map((each) => indented(each, '> ')).join('\n>\n');
    }
    case 'code':
      return `\`\`\`\n${part.text}\n\`\`\``;
    case 'definitions':
      return part.terms
        .map(
          ({ term, means }) =>
            `${escaped(term)}\n\n${means.map((text) => `:   ${escaped(text)}`).join('\n\n')}`,
        )
        .join('\n\n');
    case 'rule':
      return '---';
  }
}

function noteOf(paragraphs: readonly string[], at: number): string {
  const blocks = paragraphs.map((text) => (text.includes('\n') ? `\`\`\`\n${text}\n\`\`\`` : escaped(text)));
  return `[^n${at}]: ${indented(blocks.join('\n\n'), '    ').trimStart()}`;
}

/** A document in pandoc's Markdown. */
export function markdown({ title, authors, language, parts, notes }: Made): string {
  const head = { title, author: authors, lang: language };
  const fields = Object.entries(head).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return `---\n${fields.join('\n')}\n---\n\n${[...parts.map(markdownOf), ...notes.map(noteOf)].join('\n\n')}\n`;
}
