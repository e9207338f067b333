import type { FormFile } from '../block.ts';
import { damaged, encrypted } from '../refused.ts';
import { changesRemark, hiddenRemark } from '../remarks.ts';
import { metadataIn } from '../zip/opc.ts';
import { readXml, readXmlIfThere, type XmlHandler } from '../zip/xml-events.ts';
import { ZipParts } from '../zip/zip-parts.ts';
import { formulasIn } from './odt-formulas.ts';
import { HiddenParagraphs, OdtHidden } from './odt-hidden.ts';
import { OdtStyles } from './odt-styles.ts';
import { OdtWriter } from './odt-writer.ts';

async function assertOpen(parts: ZipParts): Promise<void> {
  await readXmlIfThere(parts, 'META-INF/manifest.xml', {
    open: (name) => {
      if (name === 'manifest:encryption-data') throw encrypted('The ODT is encrypted');
    },
  });
}

const bothOf = (one: XmlHandler, other: XmlHandler): XmlHandler => ({
  open: (name, attributes) => {
    one.open(name, attributes);
    other.open(name, attributes);
  },
  close: (name) => {
    one.close?.(name);
    other.close?.(name);
  },
});

/** OpenDocument text: as it stands once tracked changes are accepted. */
export async function readOdt(bytes: Uint8Array): Promise<FormFile> {
  const parts = await ZipParts.open(bytes);
  await assertOpen(parts);
  if (!parts.has('content.xml')) throw damaged('it has no content.xml');
  const styles = new OdtStyles();
  await readXmlIfThere(parts, 'styles.xml', styles.handler);
  const paragraphs = new HiddenParagraphs();
  await readXml(parts, 'content.xml', bothOf(styles.handler, paragraphs.handler));
  const hidden = new OdtHidden(styles, paragraphs);
  const written = new OdtWriter(styles, hidden, await formulasIn(parts, styles.objects));
  await readXml(parts, 'content.xml', written);
  const { insertions, deletions } = written;
  return {
    ...written.writer.end(),
    metadata: await metadataIn(parts, 'meta.xml', 'ModDate'),
    outline: [],
    remarks: [
      ...changesRemark([
        [insertions, 'insertion', 'insertions'],
        [deletions, 'deletion', 'deletions'],
      ]),
      ...hiddenRemark(hidden.characters),
    ],
  };
}
