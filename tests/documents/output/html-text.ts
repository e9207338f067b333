import { parseDocument } from 'htmlparser2';

type Node = ReturnType<typeof parseDocument>['children'][number];

function textIn(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if ('data' in node && node.type === 'text') return node.data;
      if (!('children' in node) || ('name' in node && node.name === 'style')) return '';
      if ('name' in node && node.name === 'ol')
        return numbered(node.children, Number(node.attribs['start'] ?? 1));
      return textIn(node.children);
    })
    .join(' ');
}

/** The items of a list with the numbers that browsers set before them. */
function numbered(nodes: readonly Node[], first: number): string {
  const items = nodes.filter((node) => 'name' in node && node.name === 'li');
  return items.map((item, at) => `${first + at}. ${textIn([item])}`).join(' ');
}

/** What a reader of an HTML page sees. */
export const textOfHtml = (html: string): string => textIn(parseDocument(html).children);
