import { fraction, over, root, rows, scripts } from './formula-text.ts';
import type { FormulaNode } from './formula-tree.ts';

const SILENT = new Set(['annotation', 'annotation-xml', 'mphantom', 'none', 'mprescripts', 'maligngroup']);
/** Operators that are meant and not shown: application, times, comma, plus. */
const INVISIBLE = /[\u2061-\u2064]/gu;

const all = (nodes: readonly FormulaNode[]): string => nodes.map(mathmlText).join('');

type Reader = (parts: readonly string[], node: FormulaNode) => string;

const READERS: Readonly<Record<string, Reader>> = {
  mfrac: ([top = '', bottom = ''], { attributes }) =>
    /^0/.test(attributes['linethickness'] ?? '') ? `${top}; ${bottom}` : fraction(top, bottom),
  msup: ([base = '', raised = '']) => scripts(base, '', raised),
  msub: ([base = '', lowered = '']) => scripts(base, lowered, ''),
  msubsup: ([base = '', lowered = '', raised = '']) => scripts(base, lowered, raised),
  munder: ([base = '', lowered = '']) => scripts(base, lowered, ''),
  munderover: ([base = '', lowered = '', raised = '']) => scripts(base, lowered, raised),
  mover: ([base = '', sign = '']) => over(base, sign),
  msqrt: (parts) => root(parts.join(''), ''),
  mroot: ([radicand = '', degree = '']) => root(radicand, degree),
  mtable: (_, { children }) => rows(children.map((row) => row.children.map(mathmlText))),
  mfenced: (parts, { attributes }) => {
    const [separator = ','] = attributes['separators'] ?? ',';
    return `${attributes['open'] ?? '('}${parts.join(separator)}${attributes['close'] ?? ')'}`;
  },
  mspace: () => ' ',
  semantics: ([shown = '']) => shown,
  mmultiscripts: (_, node) => multiscripts(node),
};

function multiscripts({ children: [base, ...children] }: FormulaNode): string {
  const before = children.findIndex(({ name }) => name === 'mprescripts');
  const pairs = (nodes: readonly FormulaNode[]): string => {
    const texts = nodes.map(mathmlText);
    const of = (odd: number) => texts.filter((_, at) => at % 2 === odd).join('');
    return scripts('', of(0), of(1));
  };
  const after = before < 0 ? children : children.slice(0, before);
  return (
    (before < 0 ? '' : pairs(children.slice(before + 1))) + (base ? mathmlText(base) : '') + pairs(after)
  );
}

/** A formula of MathML Core as a line of text: `x=(−b±√(b²−4ac))/2a`. */
export function mathmlText(node: FormulaNode): string {
  const { name, children, text } = node;
  if (SILENT.has(name)) return '';
  const read = READERS[name];
  if (read) return read(children.map(mathmlText), node);
  if (children.length > 0) return all(children);
  return text.replaceAll(INVISIBLE, '').replaceAll(/\s+/g, ' ').trim();
}
