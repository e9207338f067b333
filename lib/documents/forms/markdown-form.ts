import type { FormFile } from './block.ts';
import { boundedMarkdown, countLines } from './bounded-markdown.ts';
import { decoded, encodingRemark } from './decoded.ts';
import { frontMatter } from './front-matter.ts';
import { htmlForm } from './html/html-form.ts';

/** Markdown (CommonMark, with tables, footnotes and HTML within), by way of the HTML that it stands for. */
export function readMarkdown(bytes: Uint8Array): FormFile {
  const { text, encoding } = decoded(bytes);
  countLines(text);
  const { body, metadata } = frontMatter(text);
  const file = htmlForm(boundedMarkdown().render(body), { isWhole: false });
  const told = Object.keys(metadata).length > 0 ? ['The fields before the text are read as metadata.'] : [];
  return {
    ...file,
    metadata: { ...file.metadata, ...metadata },
    remarks: [...encodingRemark(encoding), ...told, ...file.remarks],
  };
}
