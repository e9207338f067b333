import { readXml } from '../zip/xml-events.ts';
import type { ZipParts } from '../zip/zip-parts.ts';

/** The text of a slide's notes, without the slide's number, date and running lines. */
export async function notesText(parts: ZipParts, part: string): Promise<string> {
  let [text, isBody, isText] = ['', false, false];
  await readXml(parts, part, {
    open: (name, { type }) => {
      if (name === 'p:sp') isBody = false;
      else if (name === 'p:ph') isBody = type === 'body';
      isText = name === 'a:t';
    },
    text: (piece) => {
      if (isBody && isText) text += piece;
    },
    close: (name) => {
      isText = false;
      if (isBody && (name === 'a:p' || name === 'a:br')) text += ' ';
    },
  });
  return text;
}
