import { resolved } from '../zip/opc.ts';
import { type Attributes, readXml } from '../zip/xml-events.ts';
import type { ZipParts } from '../zip/zip-parts.ts';

const TEXTS = /^(?:application\/xhtml\+xml|text\/html|application\/x-dtbook\+xml|text\/x-oeb1-document)$/;

/** What of a package document says in which order its parts are read (EPUB 3.3, section 5). */
interface EpubPackage {
  /** Names of parts. */
  spine: string[];
  nav: string | undefined;
  ncx: string | undefined;
}

/** The name of the part that a link in the package leads to. */
export const partNamed = (href: string, main: string): string => {
  try {
    return resolved(decodeURIComponent(href), main);
  } catch {
    return resolved(href, main);
  }
};

export async function packageOf(parts: ZipParts, main: string): Promise<EpubPackage> {
  const items = new Map<string, { name: string; type: string }>();
  const order: string[] = [];
  let [nav, ncx]: (string | undefined)[] = [];
  const item = ({ id = '', href = '', 'media-type': type = '', properties = '' }: Attributes) => {
    const name = partNamed(href, main);
    items.set(id, { name, type });
    if (properties.split(/\s+/).includes('nav')) nav = name;
    if (type === 'application/x-dtbncx+xml') ncx ??= name;
  };
  await readXml(parts, main, {
    open: (name, attributes) => {
      const { idref, toc = '' } = attributes;
      if (/(?:^|:)item$/.test(name)) item(attributes);
      else if (/(?:^|:)itemref$/.test(name) && idref !== undefined) order.push(idref);
      else if (/(?:^|:)spine$/.test(name)) ncx = items.get(toc)?.name ?? ncx;
    },
  });
  const spine = order.flatMap((id) => {
    const found = items.get(id);
    return found && TEXTS.test(found.type) ? [found.name] : [];
  });
  return { spine: [...new Set(spine)].filter((name) => name !== nav || spine.length === 1), nav, ncx };
}
