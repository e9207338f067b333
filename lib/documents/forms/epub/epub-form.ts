import type { FormEntry, FormFile } from '../block.ts';
import { decoded } from '../decoded.ts';
import { feedHtml } from '../html/html-form.ts';
import { HtmlWriter } from '../html/html-writer.ts';
import { damaged, encrypted } from '../refused.ts';
import { metadataIn } from '../zip/opc.ts';
import { readXmlIfThere } from '../zip/xml-events.ts';
import { ZipParts } from '../zip/zip-parts.ts';
import { type NavEntry, navigation } from './navigation.ts';
import { packageOf } from './package.ts';

/** Fonts may be obfuscated; other encryption is of a lock. */
const OBFUSCATION = /^http:\/\/(?:www\.idpf\.org\/2008\/embedding|ns\.adobe\.com\/pdf\/enc#RC)$/;

async function assertOpen(parts: ZipParts): Promise<void> {
  await readXmlIfThere(parts, 'META-INF/encryption.xml', {
    open: (name, { Algorithm = '' }) => {
      if (!name.endsWith('EncryptionMethod') || OBFUSCATION.test(Algorithm)) return;
      throw encrypted('The EPUB is protected');
    },
  });
}

async function mainPart(parts: ZipParts): Promise<string> {
  let main: string | undefined;
  await readXmlIfThere(parts, 'META-INF/container.xml', {
    open: (name, attributes) => {
      if (name === 'rootfile') main ??= attributes['full-path'];
    },
  });
  if (main === undefined || !parts.has(main)) throw damaged('it names no package document');
  return main;
}

/** Entries whose chapters are read, with the block that each begins at. */
function placed(entries: readonly NavEntry[], starts: ReadonlyMap<string, number>): FormEntry[] {
  return entries.flatMap(({ title, level, part }) => {
    const block = starts.get(part);
    return block === undefined ? [] : [{ title, level, block }];
  });
}

/** EPUB: the chapters of its spine in order, with its navigation as the outline. */
export async function readEpub(bytes: Uint8Array): Promise<FormFile> {
  const parts = await ZipParts.open(bytes);
  await assertOpen(parts);
  const main = await mainPart(parts);
  const { spine, nav, ncx } = await packageOf(parts, main);
  const writer = new HtmlWriter({ isWhole: false });
  const starts = new Map<string, number>();
  let missing = 0;
  for (const part of spine) {
    if (!parts.has(part)) {
      missing += 1;
      continue;
    }
    writer.beginFile();
    starts.set(part, writer.writer.blocks.length);
    feedHtml(decoded(await parts.text(part)).text, writer);
    writer.endFile();
  }
  const file = writer.file();
  const { Title: _own, ...metadata } = file.metadata;
  return {
    ...file,
    metadata: { ...metadata, ...(await metadataIn(parts, main)) },
    outline: placed(await navigation(parts, { nav, ncx }), starts),
    remarks: [...file.remarks, ...(missing > 0 ? [`${missing} chapters are missing from the file.`] : [])],
  };
}
