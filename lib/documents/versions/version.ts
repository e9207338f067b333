import { blocksOf } from '../output/blocks.ts';
import type { ReadPages } from '../records/queries.ts';
import type { Findings } from '../report.ts';
import { everyPage } from '../steps/every-page.ts';
import { tabbed, textRows } from '../tables/table-rows.ts';
import type { Passage, VersionSection } from './changes.ts';

/** A document by its sections: paragraphs without headings, and tables. */
export async function versionOf(
  read: ReadPages,
  { sections }: Pick<Findings<'structure'>, 'sections'>,
): Promise<VersionSection[]> {
  const found: VersionSection[] = sections.map(({ path }) => ({ path, passages: [] }));
  const rest: VersionSection = { path: [], passages: [] };
  let [first, section] = [0, 0];
  for await (const stored of everyPage(read)) {
    for (const block of blocksOf(stored, first)) {
      while (block.place >= (sections[section]?.end ?? Number.POSITIVE_INFINITY)) section += 1;
      const passage = passageOf(block);
      if (passage) (found[section] ?? rest).passages.push(passage);
    }
    first += stored.paragraphs?.length ?? 0;
  }
  return [...found, rest];
}

type Block = ReturnType<typeof blocksOf>[number];

function passageOf(block: Block): Passage | null {
  if ('figure' in block) return null;
  return 'table' in block ? ofTable(block) : ofParagraph(block);
}

function ofTable({ id, page, table }: Extract<Block, { table: unknown }>): Passage {
  const rows = textRows(table).map(({ texts }) => tabbed(texts));
  return { id, page, box: table.box, text: rows.join('\n') };
}

function ofParagraph({ id, paragraph }: Extract<Block, { paragraph: unknown }>): Passage | null {
  const { kind, page, box, text } = paragraph;
  return kind === 'heading' ? null : { id, page, box, text };
}
