import createMarkdown, { type MarkdownIt, type StateBlock, type StateInline, type Token } from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import { checkHeap } from './bounded-heap.ts';
import { FORM_LIMITS } from './limits.ts';
import { tooLarge } from './refused.ts';

/** Open quotes and lists within each other. */
const NESTING = 100;
/** UTF-16 code units of one paragraph: the marks in a longer one are left as they are. */
const LONGEST = 100_000;

/** Attributes that pandoc and others have behind a heading, which show nothing. */
const ATTRIBUTES = /[ \t]{1,20}\{(?:[#.][\w:.-]{1,100}|-)(?:[ \t][^{}\n]{0,200})?\}[ \t]{0,20}$/;
const TASK = /^\[([ xX])\](?=[ \t])/;

type Count = () => void;

/** @throws PermanentError document_too_large, before the pieces take the memory of the thread */
function counter(): Count {
  let count = 0;
  return () => {
    count += 1;
    checkHeap();
    if (count > FORM_LIMITS.tokens)
      throw tooLarge(`it has more than ${FORM_LIMITS.tokens} marks of Markdown`);
  };
}

function countPieces({ block, inline }: MarkdownIt, count: Count): void {
  const [Blocks, Inlines] = [block.State, inline.State];
  block.State = class extends Blocks {
    override push(...piece: Parameters<StateBlock['push']>): Token {
      count();
      return super.push(...piece);
    }
  };
  inline.State = class extends Inlines {
    override push(...piece: Parameters<StateInline['push']>): Token {
      count();
      return super.push(...piece);
    }
  };
}

function countOf(text: string, sign: string): number {
  let count = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + sign.length)) count += 1;
  return count;
}

/** @throws PermanentError document_too_large, before the parser takes forty bytes and more for each line */
export function countLines(text: string): void {
  const lines = countOf(text, '\n') + countOf(text, '\r') - countOf(text, '\r\n');
  if (lines > FORM_LIMITS.markdownLines)
    throw tooLarge(`it has more than ${FORM_LIMITS.markdownLines} lines of Markdown`);
}

/** What is written as it is, in pieces: to escape signs in all of it at once takes thirty times its length. */
function* slices(text: string): Generator<string> {
  for (let from = 0; from < text.length; from += LONGEST) yield text.slice(from, from + LONGEST);
}

const ESCAPED: readonly (readonly [RegExp, string])[] = [
  [/&/g, '&amp;'],
  [/</g, '&lt;'],
  [/>/g, '&gt;'],
  [/"/g, '&quot;'],
];

/** As markdown-it escapes, a sign at a time: its own way takes forty bytes of memory for each sign, until all is rendered. */
function* escapedSlices(text: string): Generator<string> {
  for (const slice of slices(text))
    yield ESCAPED.reduce((own, [sign, name]) => own.replace(sign, name), slice);
}

const escapedText = (text: string): string => [...escapedSlices(text)].join('');

/** What shows of a heading or an item, without its attributes, with the box of a task. */
function plainContent(content: string, [before, outer]: (string | undefined)[]): string {
  if (before === 'heading_open') return content.replace(ATTRIBUTES, '');
  if (before !== 'paragraph_open' || outer !== 'list_item_open') return content;
  return content.replace(TASK, (_, mark: string) => (mark === ' ' ? '☐' : '☑'));
}

/**
 * A parser whose memory the file cannot choose: what it makes of a text has a bound, and so has what it looks at together.
 * It may be used once.
 */
export function boundedMarkdown(): MarkdownIt {
  const markdown = createMarkdown({ html: true, linkify: false }).use(footnotes);
  markdown.set({ maxNesting: NESTING });
  countPieces(markdown, counter());
  // Further marks of one note would be written 1:1, 1:2.
  markdown.renderer.rules['footnote_caption'] = (tokens, at) => `[${Number(tokens[at]?.meta?.['id']) + 1}]`;
  const { rules } = markdown.renderer;
  rules['text'] = (tokens, at) => escapedText(tokens[at]?.content ?? '');
  rules['code_block'] = (tokens, at) => `<pre><code>${escapedText(tokens[at]?.content ?? '')}</code></pre>\n`;
  markdown.core.ruler.at('inline', ({ tokens, md, env, Token }) => {
    for (const [at, token] of tokens.entries()) {
      if (token.type !== 'inline') continue;
      token.content = plainContent(token.content, [tokens[at - 1]?.type, tokens[at - 2]?.type]);
      token.children = [];
      if (token.content.length <= LONGEST) md.inline.parse(token.content, md, env, token.children);
      else
        for (const content of slices(token.content))
          token.children.push(Object.assign(new Token('text', '', 0), { content }));
    }
  });
  return markdown;
}
