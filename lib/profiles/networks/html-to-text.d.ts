/** The parts of html-to-text 10 used here; the package ships no types. */
declare module 'html-to-text' {
  interface HtmlElement {
    attribs: Record<string, string | undefined>;
    children: unknown;
    parent?: { name?: string } | null;
  }
  interface TextBuilder {
    metadata: unknown;
    openBlock(options: { isPre: boolean; leadingLineBreaks: number }): void;
    closeBlock(options: { trailingLineBreaks: number; blockTransform: (text: string) => string }): void;
    addInline(text: string, options: { noWordTransform?: boolean }): void;
  }
  type Formatter = (
    element: HtmlElement,
    walk: (children: unknown, builder: TextBuilder) => void,
    builder: TextBuilder,
  ) => void;
  interface HtmlToTextOptions {
    wordwrap: false;
    limits: { maxInputLength: number; maxDepth: number; ellipsis: string };
    formatters: Record<string, Formatter>;
    selectors: { selector: string; format: string }[];
  }
  export function compile(options: HtmlToTextOptions): (html: string, metadata: unknown) => string;
}
