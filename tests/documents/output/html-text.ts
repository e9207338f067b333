import { parseDocument } from 'htmlparser2';

type Node = ReturnType<typeof parseDocument>['children'][number];

function textIn(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if ('data' in node && node.type === 'text') return node.data;
      if (!('children' in node) || ('name' in node && node.name === 'style')) return '';
      return textIn(node.children);
    })
    .join(' ');
}

/** What a reader of an HTML page sees. */
export const textOfHtml = (html: string): string => textIn(parseDocument(html).children);
