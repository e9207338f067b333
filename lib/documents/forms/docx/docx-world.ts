import type { BlockWriter } from '../block-writer.ts';
import type { TrackedChanges } from './docx-changes.ts';
import type { DocxNotes } from './docx-notes.ts';
import type { DocxNumbers } from './docx-numbers.ts';
import type { DocxStyles } from './docx-styles.ts';

/** Shared by the parts of one document. */
export interface DocxWorld {
  writer: BlockWriter;
  styles: DocxStyles;
  numbers: DocxNumbers;
  changes: TrackedChanges;
  /** By their ids: `Author: text`. */
  comments: ReadonlyMap<string, string>;
  footnotes: DocxNotes;
  endnotes: DocxNotes;
  hidden: { characters: number };
  /** Files within it whose content Word shows in its text (`w:altChunk`, 17.17.2.1). */
  unread: { chunks: number };
}
