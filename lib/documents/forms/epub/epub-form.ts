import type { FormEntry, FormFile } from '../block.ts';
import { decoded } from '../decoded.ts';
import { feedHtml } from '../html/html-form.ts';
import { HtmlWriter } from '../html/html-writer.ts';
import { damaged, encrypted } from '../refused.ts';
import { metadataIn } from '../zip/opc.ts';
import { readXmlIfThere } from '../zip/xml-events.ts';
import { ZipParts } from '../zip/zip-parts.ts';
import { type NavEntry, navigation } from './navigation.ts';
import { packageOf, partNamed } from './package.ts';

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

/** Ids that entries lead to, by part. */
function idsOf(entries: readonly NavEntry[]): ReadonlyMap<string, ReadonlySet<string>> {
  const wanted = new Map<string, Set<string>>();
  for (const { part, id } of entries) {
    if (id === '') continue;
    const ids = wanted.get(part) ?? new Set<string>();
    wanted.set(part, ids.add(id));
  }
  return wanted;
}

const placeOf = (part: string, id: string): string => `${part}#${id}`;

/** Entries whose chapters are read, with the block that each begins at: that of its element, else of its chapter. */
function placed(entries: readonly NavEntry[], starts: ReadonlyMap<string, number>): FormEntry[] {
  return entries.flatMap(({ title, level, part, id }) => {
    const block = starts.get(placeOf(part, id)) ?? starts.get(placeOf(part, ''));
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
  const entries = await navigation(parts, { nav, ncx });
  const wanted = idsOf(entries);
  const starts = new Map<string, number>();
  const fileNumbers = new Map(spine.map((part, at) => [part, at + 1]));
  let missing = 0;
  for (const [at, part] of spine.entries()) {
    if (!parts.has(part)) {
      missing += 1;
      continue;
    }
    const ids = wanted.get(part);
    const onId = (id: string): void => {
      if (ids?.has(id) && !starts.has(placeOf(part, id)))
        starts.set(placeOf(part, id), writer.writer.blocks.length);
    };
    writer.beginFile(at + 1, onId, (href) => fileNumbers.get(partNamed(href, part)));
    starts.set(placeOf(part, ''), writer.writer.blocks.length);
    feedHtml(decoded(await parts.text(part)).text, writer, { isXml: true });
    writer.endFile();
  }
  const file = writer.file();
  const { Title: _own, ...metadata } = file.metadata;
  return {
    ...file,
    metadata: { ...metadata, ...(await metadataIn(parts, main)) },
    outline: placed(entries, starts),
    remarks: [...file.remarks, ...(missing > 0 ? [`${missing} chapters are missing from the file.`] : [])],
  };
}
