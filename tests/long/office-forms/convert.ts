import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Made } from './made.ts';
import { markdown } from './markdown.ts';

const run = promisify(execFile);
const [PANDOC, SOFFICE] = ['/usr/bin/pandoc', '/usr/bin/soffice'];

/** Says aloud what is not tested where pandoc or LibreOffice is not installed. */
export function hasOffice(what: string): boolean {
  const missing = [PANDOC, SOFFICE].filter((path) => !existsSync(path));
  if (missing.length > 0) console.warn(`Skipped, as ${missing.join(' and ')} is not installed: ${what}.`);
  return missing.length === 0;
}

const PANDOC_FORMS = ['docx', 'odt', 'pptx', 'epub', 'html'] as const;

/** Tables with spans, which Markdown cannot write, are HTML in the source. */
const SPANS = `function RawBlock(block)
  if block.format == 'html' then return pandoc.read(block.text, 'html').blocks end
end`;

/** Files that pandoc makes of each document, as `0.docx` in the folder. */
export async function byPandoc(documents: readonly Made[], folder: string): Promise<void> {
  const filter = join(folder, 'spans.lua');
  await writeFile(filter, SPANS);
  for (const [at, document] of documents.entries()) {
    const source = join(folder, `${at}.md`);
    await writeFile(source, markdown(document));
    await Promise.all(
      PANDOC_FORMS.map((form) =>
        run(PANDOC, [
          ...['--standalone', '--from=markdown-smart-markdown_in_html_blocks', `--lua-filter=${filter}`],
          ...['--slide-level=1', `--output=${join(folder, `${at}.${form}`)}`, source],
        ]),
      ),
    );
  }
}

/** What LibreOffice makes of pandoc's files, as `0.odt` in a folder within. @returns that folder */
export async function byLibreOffice(
  count: number,
  folder: string,
  [from, to]: readonly [string, string],
): Promise<string> {
  const made = join(folder, `${from}-to-${to}`);
  await mkdir(made);
  await run(
    SOFFICE,
    [
      ...[`-env:UserInstallation=file://${join(folder, 'profile')}`, '--headless', '--convert-to', to],
      ...['--outdir', made, ...Array.from({ length: count }, (_, at) => join(folder, `${at}.${from}`))],
    ],
    { timeout: 500_000 },
  );
  return made;
}
