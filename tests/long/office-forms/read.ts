import { readFile } from 'node:fs/promises';
import type { Block, FormFile, TextBlock } from '../../../lib/documents/forms/block.ts';
import type { FormKind } from '../../../lib/documents/forms/form-kinds.ts';
import { READERS } from '../../../lib/documents/forms/readers.ts';
import { told } from '../../documents/forms/told.ts';
import type { Read } from './expected.ts';

const keysOf = (block: Block): string[] => {
  if (block.is === 'text') return block.text.marks.map(({ key }) => key);
  return block.is === 'table' ? block.table.rows.flatMap((row) => row.flatMap(({ notes }) => notes)) : [];
};

/** The paragraphs of the notes that marks lead to, in the order of the marks. */
function notesOf({ blocks, notes }: FormFile): string[][] {
  return blocks.flatMap(keysOf).map((key) => (notes.get(key) ?? []).map(({ text }) => text));
}

const textsOf = ({ blocks }: FormFile): TextBlock[] =>
  blocks.flatMap((block) => (block.is === 'text' ? [block.text] : []));

/** What our reader makes of a file. */
export async function readForm(path: string, kind: FormKind): Promise<Read> {
  const read = await READERS[kind]();
  const form = await read(await readFile(path));
  const { Title, Author = '' } = form.metadata;
  return {
    blocks: told(form),
    notes: notesOf(form),
    links: textsOf(form).flatMap(({ links }) => links),
    title: Title,
    authors: Author.split('; '),
  };
}
