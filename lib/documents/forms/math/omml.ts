import { fraction, over, root, rows, scripts } from './formula-text.ts';
import type { FormulaNode } from './formula-tree.ts';

const child = ({ children }: FormulaNode, name: string): FormulaNode | undefined =>
  children.find((each) => each.name === name);
/** What a part of an element says: its numerator, its base. */
const part = (node: FormulaNode, name: string): string => {
  const own = child(node, name);
  return own ? ommlText(own) : '';
};
/** A property of an element; undefined if it is not given. */
const property = (node: FormulaNode, name: string): string | undefined => {
  const properties = child(node, `${node.name}pr`);
  return properties && child(properties, name)?.attributes['m:val'];
};
const texts = ({ children }: FormulaNode, name: string): string[] =>
  children.filter((each) => each.name === name).map(ommlText);

const READERS: Readonly<Record<string, (node: FormulaNode) => string>> = {
  f: (node) =>
    property(node, 'type') === 'noBar'
      ? `${part(node, 'num')}; ${part(node, 'den')}`
      : fraction(part(node, 'num'), part(node, 'den')),
  ssup: (node) => scripts(part(node, 'e'), '', part(node, 'sup')),
  ssub: (node) => scripts(part(node, 'e'), part(node, 'sub'), ''),
  ssubsup: (node) => scripts(part(node, 'e'), part(node, 'sub'), part(node, 'sup')),
  spre: (node) => scripts('', part(node, 'sub'), part(node, 'sup')) + part(node, 'e'),
  nary: (node) =>
    scripts(property(node, 'chr') ?? '∫', part(node, 'sub'), part(node, 'sup')) + part(node, 'e'),
  rad: (node) => root(part(node, 'e'), part(node, 'deg')),
  d: (node) => {
    const [open, close] = [property(node, 'begchr') ?? '(', property(node, 'endchr') ?? ')'];
    return `${open}${texts(node, 'e').join(property(node, 'sepchr') ?? '|')}${close}`;
  },
  m: (node) => rows(node.children.filter(({ name }) => name === 'mr').map((row) => texts(row, 'e'))),
  eqarr: (node) => rows(texts(node, 'e').map((line) => [line])),
  limlow: (node) => scripts(part(node, 'e'), part(node, 'lim'), ''),
  limupp: (node) => scripts(part(node, 'e'), '', part(node, 'lim')),
  func: (node) => {
    const [name, of] = [part(node, 'fname'), part(node, 'e')];
    return of.startsWith('(') ? name + of : `${name} ${of}`;
  },
  acc: (node) => over(part(node, 'e'), property(node, 'chr') ?? '\u0302'),
  bar: (node) => (property(node, 'pos') === 'top' ? over(part(node, 'e'), '\u0304') : part(node, 'e')),
  t: ({ text }) => text,
};

/** A formula of Office MathML (ECMA-376, part 1, 22.1) as a line of text: `x=(−b±√(b²−4ac))/2a`. */
export function ommlText(node: FormulaNode): string {
  return READERS[node.name]?.(node) ?? node.children.map(ommlText).join('');
}
