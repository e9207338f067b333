import type { FormFile } from '../block.ts';
import { damaged, encrypted } from '../refused.ts';
import { metadataIn } from '../zip/opc.ts';
import { readXml, readXmlIfThere } from '../zip/xml-events.ts';
import { ZipParts } from '../zip/zip-parts.ts';
import { formulasIn } from './odt-formulas.ts';
import { OdtStyles } from './odt-styles.ts';
import { OdtWriter } from './odt-writer.ts';

async function assertOpen(parts: ZipParts): Promise<void> {
  await readXmlIfThere(parts, 'META-INF/manifest.xml', {
    open: (name) => {
      if (name === 'manifest:encryption-data') throw encrypted('The ODT is encrypted');
    },
  });
}

function changesRemark({ insertions, deletions }: Pick<OdtWriter, 'insertions' | 'deletions'>): string[] {
  const all = insertions + deletions;
  if (all === 0) return [];
  const said = [
    ...(insertions > 0 ? [`${insertions} ${insertions === 1 ? 'insertion' : 'insertions'}`] : []),
    ...(deletions > 0 ? [`${deletions} ${deletions === 1 ? 'deletion' : 'deletions'}`] : []),
  ];
  return [`${all} tracked ${all === 1 ? 'change is' : 'changes are'} accepted: ${said.join(' and ')}.`];
}

/** OpenDocument text: as it stands once tracked changes are accepted. */
export async function readOdt(bytes: Uint8Array): Promise<FormFile> {
  const parts = await ZipParts.open(bytes);
  await assertOpen(parts);
  if (!parts.has('content.xml')) throw damaged('it has no content.xml');
  const styles = new OdtStyles();
  await readXmlIfThere(parts, 'styles.xml', styles.handler);
  await readXml(parts, 'content.xml', styles.handler);
  const written = new OdtWriter(styles, await formulasIn(parts, styles.objects));
  await readXml(parts, 'content.xml', written);
  const { hiddenCharacters: hidden } = written;
  const remarks = hidden > 0 ? [`${hidden} characters of hidden text are left out.`] : [];
  return {
    ...written.writer.end(),
    metadata: await metadataIn(parts, 'meta.xml', 'ModDate'),
    outline: [],
    remarks: [...changesRemark(written), ...remarks],
  };
}
