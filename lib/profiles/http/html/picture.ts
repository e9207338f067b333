import { html, type Markup } from './markup.ts';

/** Pictures are drawn at the width of a phone, so that their letters keep their size there. */
export const WIDTH = 340;
export const point = (value: number): string => String(Number(value.toFixed(2)));

interface Frame {
  label: string;
  /** What is drawn, in what unit. */
  caption: Markup;
  height: number;
}

/** A drawing with its caption. A group and no image to assistive technology, since its parts may be links. */
export function picture({ label, caption, height }: Frame, parts: Markup): Markup {
  return html`<svg class="picture" viewBox="0 0 ${WIDTH} ${height}" role="group" aria-label="${label}">${parts}</svg>
<figcaption>${caption}</figcaption>`;
}

/** A part of a drawing that leads to its posts; keys skip it, as the lists it leads to are links of their own. */
export function linked(address: string | null, name: string, part: Markup): Markup {
  if (address === null) return html`<g><title>${name}</title>${part}</g>`;
  return html`<a href="${address}" tabindex="-1" aria-label="${name}"><title>${name}</title>${part}</a>`;
}
