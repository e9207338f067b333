import { Parser } from 'htmlparser2';
import type { FormFile } from '../block.ts';
import { checkHeap } from '../bounded-heap.ts';
import { decoded, encodingRemark } from '../decoded.ts';
import { FORM_LIMITS } from '../limits.ts';
import { tooDeep, tooLarge } from '../refused.ts';
import { HtmlWriter } from './html-writer.ts';

/** Between two of them a thread that is killed has little left to do. */
const PIECE = 256 * 1024;

const XHTML = /^\s{0,100}<\?xml\s/;

interface HtmlOptions {
  /** Whether it is a page, of which only the main content counts. */
  isWhole: boolean;
}

/** Feeds a page to a writer. @throws PermanentError document_too_deep, document_too_large */
export function feedHtml(html: string, writer: HtmlWriter, { isXml }: { isXml: boolean }): void {
  let [depth, elements] = [0, 0];
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        checkHeap();
        depth += 1;
        elements += 1;
        if (depth > FORM_LIMITS.depth) throw tooDeep(FORM_LIMITS.depth);
        if (elements > FORM_LIMITS.elements)
          throw tooLarge(`it has more than ${FORM_LIMITS.elements} elements`);
        writer.open(name, attributes);
      },
      oncomment: (text) => writer.conditional(text),
      onprocessinginstruction: (_, text) => writer.conditional(text),
      ontext: (text) => writer.text(text),
      onclosetag: (name) => {
        depth -= 1;
        writer.close(name);
      },
    },
    { decodeEntities: true, recognizeSelfClosing: true, recognizeCDATA: isXml },
  );
  for (let at = 0; at < html.length; at += PIECE) parser.write(html.slice(at, at + PIECE));
  parser.end();
}

/** The blocks of a page or of a part of one. */
export function htmlForm(html: string, options: HtmlOptions): FormFile {
  const writer = new HtmlWriter(options);
  feedHtml(html, writer, { isXml: XHTML.test(html) });
  return writer.file();
}

/** HTML: the main content of a page, without what it hides. */
export function readHtml(bytes: Uint8Array): FormFile {
  const { text, encoding } = decoded(bytes);
  const file = htmlForm(text, { isWhole: true });
  return { ...file, remarks: [...encodingRemark(encoding), ...file.remarks] };
}
