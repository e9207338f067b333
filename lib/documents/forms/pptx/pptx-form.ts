import type { Block, FormFile } from '../block.ts';
import { BlockWriter, PLAIN } from '../block-writer.ts';
import { damaged } from '../refused.ts';
import { counted } from '../remarks.ts';
import { metadataIn, partOfType, type Relation, relationsOf } from '../zip/opc.ts';
import { readXml } from '../zip/xml-events.ts';
import { ZipParts } from '../zip/zip-parts.ts';
import { SlideWriter } from './slide-writer.ts';
import { notesText } from './speaker-notes.ts';

/** More than any talk has. */
const MOST_SLIDES = 5_000;

/** Names of the slides' parts, in the order of the show. */
async function slidesOf(
  parts: ZipParts,
  main: string,
  relations: ReadonlyMap<string, Relation>,
): Promise<string[]> {
  const slides: string[] = [];
  await readXml(parts, main, {
    open: (name, attributes) => {
      const slide = name === 'p:sldId' ? relations.get(attributes['r:id'] ?? '') : undefined;
      if (slide && slides.length < MOST_SLIDES && parts.has(slide.target)) slides.push(slide.target);
    },
  });
  return slides;
}

/** A slide's title is read first, wherever the file has it: no other shape makes a heading. */
function titleFirst(slide: readonly Block[]): Block[] {
  const isTitle = (block: Block): boolean => block.is === 'text' && block.text.kind === 'heading';
  return [...slide.filter(isTitle), ...slide.filter((block) => !isTitle(block))];
}

/** PPTX: slides in their order, each a page with its title as a heading and its notes as an aside. */
export async function readPptx(bytes: Uint8Array): Promise<FormFile> {
  const parts = await ZipParts.open(bytes);
  const ofPackage = await relationsOf(parts, '');
  const main = partOfType(ofPackage, 'officeDocument') ?? 'ppt/presentation.xml';
  if (!parts.has(main)) throw damaged('it has no presentation');
  const slides = await slidesOf(parts, main, await relationsOf(parts, main));
  const writer = new BlockWriter();
  let [hidden, hiddenShapes] = [0, 0];
  for (const slide of slides) {
    const relations = await relationsOf(parts, slide);
    writer.breakPage();
    const first = writer.blocks.length;
    const own = new SlideWriter(writer, relations);
    await readXml(parts, slide, own);
    writer.begin(PLAIN);
    for (const block of titleFirst(writer.blocks.splice(first))) writer.blocks.push(block);
    hiddenShapes += own.hiddenShapes;
    if (own.isHidden) hidden += 1;
    const notes = partOfType(relations, 'notesSlide');
    if (notes !== undefined && parts.has(notes)) writer.aside('speaker_notes', await notesText(parts, notes));
  }
  const remarks = [
    ...(hidden > 0 ? [`${counted(hidden, 'slide is', 'slides are')} hidden in the show, and read.`] : []),
    ...(hiddenShapes > 0
      ? [`${counted(hiddenShapes, 'hidden shape is', 'hidden shapes are')} left out.`]
      : []),
  ];
  const metadata = await metadataIn(parts, partOfType(ofPackage, 'core-properties'));
  return { ...writer.end(), metadata, outline: [], remarks };
}
