import { FormulaTree } from '../math/formula-tree.ts';
import { mathmlText } from '../math/mathml.ts';
import { readXml } from '../zip/xml-events.ts';
import type { ZipParts } from '../zip/zip-parts.ts';

const MATH = /^(?:\w+:)?math$/;

/** Formulas among the objects of a file, as text, by the places that the text names them by. */
export async function formulasIn(
  parts: ZipParts,
  places: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const place of places) {
    const part = `${place.replace(/^\.\//, '').replace(/\/$/, '')}/content.xml`;
    const text = parts.has(part) ? await formulaOf(parts, part) : null;
    if (text !== null) found.set(place, text);
  }
  return found;
}

/** Null for an object that is no formula, such as a chart. */
async function formulaOf(parts: ZipParts, part: string): Promise<string | null> {
  let [tree, isOver]: [FormulaTree | null, boolean] = [null, false];
  await readXml(parts, part, {
    open: (name, attributes) => {
      if (tree && !isOver) tree.open(name, attributes);
      else if (MATH.test(name)) tree = new FormulaTree(name);
      else isOver = true;
    },
    text: (text) => {
      if (!isOver) tree?.text(text);
    },
    close: () => {
      if (tree && !isOver) isOver = tree.close();
    },
  });
  const { root } = (tree as FormulaTree | null) ?? {};
  return root ? mathmlText(root) : null;
}
