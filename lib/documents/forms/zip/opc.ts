import { joinedField } from '../joined-field.ts';
import { readXmlIfThere } from './xml-events.ts';
import type { ZipParts } from './zip-parts.ts';

export interface Relation {
  /** Last word of the type: `officeDocument`, `hyperlink`, `notesSlide`. */
  type: string;
  /** Name of a part, or a URL. */
  target: string;
  isExternal: boolean;
}

/** A name relative to a part's folder, as in `../media/a.png`. */
export function resolved(target: string, part: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const path = part.split('/').slice(0, -1);
  for (const piece of target.split('/')) {
    if (piece === '..') path.pop();
    else if (piece !== '.') path.push(piece);
  }
  return path.join('/');
}

/** Relations of a part by their ids (ECMA-376, part 2); of the package with an empty name. */
export async function relationsOf(parts: ZipParts, part: string): Promise<Map<string, Relation>> {
  const at = part.lastIndexOf('/');
  const own = `${part.slice(0, at + 1)}_rels/${part.slice(at + 1)}.rels`;
  const relations = new Map<string, Relation>();
  await readXmlIfThere(parts, own, {
    open: (name, { Id, Type = '', Target = '', TargetMode }) => {
      if (name !== 'Relationship' || Id === undefined) return;
      const isExternal = TargetMode === 'External';
      const target = isExternal ? Target : resolved(Target, part);
      relations.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), target, isExternal });
    },
  });
  return relations;
}

/** The name of the part that relations of a type name first. */
export const partOfType = (relations: ReadonlyMap<string, Relation>, type: string): string | undefined =>
  [...relations.values()].find((relation) => relation.type === type)?.target;

const FIELDS: Readonly<Record<string, string>> = {
  'dc:title': 'Title',
  'dc:creator': 'Author',
  'dc:subject': 'Subject',
  'dc:description': 'Subject',
  'cp:keywords': 'Keywords',
  'dcterms:created': 'CreationDate',
  'dcterms:modified': 'ModDate',
  'meta:keyword': 'Keywords',
  'meta:initial-creator': 'Author',
  'meta:creation-date': 'CreationDate',
  'meta:generator': 'Producer',
};

/**
 * Metadata that a part gives in Dublin Core and beside it.
 * @param date what `dc:date` is: in an EPUB the day it came out, in an ODT of its last change (OpenDocument 1.3, 4.3.2.10)
 */
export async function metadataIn(
  parts: ZipParts,
  part: string | undefined,
  date: 'Date' | 'ModDate' = 'Date',
): Promise<Record<string, string>> {
  const found = new Map<string, string>();
  let [field, text]: [string | undefined, string] = [undefined, ''];
  if (part === undefined) return {};
  await readXmlIfThere(parts, part, {
    open: (name) => {
      [field, text] = [name === 'dc:date' ? date : FIELDS[name], ''];
    },
    text: (piece) => {
      text += piece;
    },
    close: () => {
      const own = text.trim();
      if (field !== undefined && own !== '') {
        const known = found.get(field);
        found.set(field, known === own ? own : joinedField(field, known, own));
      }
      field = undefined;
    },
  });
  return Object.fromEntries(found);
}
