import type { Attributes } from '../zip/xml-events.ts';

/** An element of a formula, by its name without a prefix. */
export interface FormulaNode {
  name: string;
  attributes: Attributes;
  children: FormulaNode[];
  /** What stands in it itself. */
  text: string;
}

/** A formula of more elements is cut. */
const MOST_NODES = 20_000;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase();

/** Keeps a formula as its elements come. */
export class FormulaTree {
  readonly root: FormulaNode;
  readonly #open: FormulaNode[];
  #nodes = 0;

  constructor(name: string) {
    this.root = { name: localName(name), attributes: {}, children: [], text: '' };
    this.#open = [this.root];
  }

  open(name: string, attributes: Attributes): void {
    const node: FormulaNode = { name: localName(name), attributes, children: [], text: '' };
    this.#nodes += 1;
    if (this.#nodes <= MOST_NODES) this.#open.at(-1)?.children.push(node);
    this.#open.push(node);
  }

  text(text: string): void {
    const node = this.#open.at(-1);
    if (node) node.text += text;
  }

  /** @returns whether that was the end of the formula */
  close(): boolean {
    this.#open.pop();
    return this.#open.length === 0;
  }
}
