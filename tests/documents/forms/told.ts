import type { FormFile } from '../../../lib/documents/forms/block.ts';

/** A block in short: `heading 1: On tides`, `list 2: • low`, `image: The pier`, rows of a table with `|`. */
export function told({ blocks }: Pick<FormFile, 'blocks'>): string[] {
  return blocks.map((block) => {
    if (block.is === 'break') return '---';
    if (block.is === 'table') {
      const rows = block.table.rows.map((row) =>
        row
          .map(({ text, colSpan, rowSpan }) =>
            colSpan + rowSpan > 2 ? `${text} ${colSpan}x${rowSpan}` : text,
          )
          .join(' | '),
      );
      return `table ${block.table.headerRows}: ${rows.join(' / ')}`;
    }
    const { kind, level, depth, part, text } = block.text;
    return `${part ?? kind}${kind === 'heading' ? ` ${level}` : depth === undefined ? '' : ` ${depth}`}: ${text}`;
  });
}

/** Notes by their keys. */
export const notesIn = ({ notes }: Pick<FormFile, 'notes'>): Record<string, string[]> =>
  Object.fromEntries([...notes].map(([key, blocks]) => [key, blocks.map(({ text }) => text)]));
