import type { FormFile } from '../block.ts';
import { BlockWriter } from '../block-writer.ts';
import { damaged } from '../refused.ts';
import { counted, hiddenRemark } from '../remarks.ts';
import { metadataIn, partOfType, relationsOf } from '../zip/opc.ts';
import { readXml, readXmlIfThere } from '../zip/xml-events.ts';
import { ZipParts } from '../zip/zip-parts.ts';
import { TrackedChanges } from './docx-changes.ts';
import { DocxNotes } from './docx-notes.ts';
import { DocxNumbers } from './docx-numbers.ts';
import { SIGNS } from './docx-signs.ts';
import { DocxStyles } from './docx-styles.ts';
import type { DocxWorld } from './docx-world.ts';
import { DocxWriter } from './docx-writer.ts';
import { NoteNumbers } from './note-numbers.ts';

/** Comments by their ids, each with who wrote it. */
async function commentsIn(parts: ZipParts, part: string | undefined): Promise<Map<string, string>> {
  const comments = new Map<string, string>();
  let [id, text, isText] = ['', '', false];
  if (part === undefined) return comments;
  await readXmlIfThere(parts, part, {
    open: (name, attributes) => {
      if (name === 'w:comment') {
        id = attributes['w:id'] ?? '';
        const author = (attributes['w:author'] ?? '').trim();
        text = author === '' ? '' : `${author}: `;
      }
      isText = name === 'w:t';
      text += SIGNS[name] ?? '';
    },
    text: (piece) => {
      if (isText) text += piece;
    },
    close: (name) => {
      isText = false;
      if (name === 'w:p') text += ' ';
      if (name === 'w:comment') comments.set(id, text);
    },
  });
  return comments;
}

/** Writes the notes of a part that were pointed to, and those that these point to. */
async function writeNotes(
  parts: ZipParts,
  part: string | undefined,
  world: DocxWorld,
  kind: 'footnotes' | 'endnotes',
): Promise<void> {
  if (part === undefined || world[kind].size === 0) return;
  const own = new DocxWriter(world, await relationsOf(parts, part));
  const element = kind === 'footnotes' ? 'w:footnote' : 'w:endnote';
  let isOpen = false;
  await readXmlIfThere(parts, part, {
    open: (name, attributes) => {
      if (name === element) {
        const note = world[kind].of(attributes['w:id'] ?? '');
        isOpen = note !== undefined;
        if (note) world.writer.openNote(note.key, note.mark);
      } else if (isOpen) own.open(name, attributes);
    },
    text: (text) => {
      if (isOpen) own.text(text);
    },
    close: (name) => {
      if (name === element && isOpen) {
        world.writer.closeNote();
        isOpen = false;
      } else if (isOpen) own.close(name);
    },
  });
}

function remarksOf({ changes, hidden, unread }: DocxWorld): string[] {
  const said = counted(unread.chunks, 'file within it', 'files within it');
  const isNotRead = `The text of ${said}, which Word shows in its place (altChunk), is not read: save the document in Word once.`;
  return [
    ...changes.remarks(),
    ...hiddenRemark(hidden.characters),
    ...(unread.chunks > 0 ? [isNotRead] : []),
  ];
}

/** DOCX: text as it stands once tracked changes are accepted, with notes, comments and tables. */
export async function readDocx(bytes: Uint8Array): Promise<FormFile> {
  const parts = await ZipParts.open(bytes);
  const ofPackage = await relationsOf(parts, '');
  const main = partOfType(ofPackage, 'officeDocument') ?? 'word/document.xml';
  if (!parts.has(main)) throw damaged('it has no main document');
  const relations = await relationsOf(parts, main);
  const part = (type: string) => partOfType(relations, type);
  const hasNotes = (part('footnotes') ?? part('endnotes')) !== undefined;
  const noteNumbers = await NoteNumbers.read(parts, {
    settings: part('settings') ?? '',
    main: hasNotes ? main : '',
  });
  const world: DocxWorld = {
    writer: new BlockWriter(),
    styles: await DocxStyles.read(parts, part('styles')),
    numbers: await DocxNumbers.read(parts, part('numbering')),
    changes: new TrackedChanges(),
    comments: await commentsIn(parts, part('comments')),
    footnotes: new DocxNotes('footnotes', noteNumbers),
    endnotes: new DocxNotes('endnotes', noteNumbers),
    hidden: { characters: 0 },
    unread: { chunks: 0 },
  };
  await readXml(parts, main, new DocxWriter(world, relations));
  await writeNotes(parts, part('footnotes'), world, 'footnotes');
  await writeNotes(parts, part('endnotes'), world, 'endnotes');
  const metadata = await metadataIn(parts, partOfType(ofPackage, 'core-properties'));
  return { ...world.writer.end(), metadata, outline: [], remarks: remarksOf(world) };
}
