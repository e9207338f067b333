import { createHash } from 'node:crypto';
import { html } from './markup.ts';

/** Same light style for screen and print; colour is never the only carrier of information. */
const SHEET = html`
:root { color-scheme: light; }
body { margin: 2rem auto; padding: 0 1rem; max-width: 56rem; font: 16px/1.5 system-ui, sans-serif; color: #1b1b1b;
  background: #fff; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.3rem; margin-top: 2.5rem; border-bottom: 1px solid #999; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 0.25rem; }
p { margin: 0.4rem 0; max-width: 44rem; }
table { border-collapse: collapse; margin: 0.4rem 0; font-size: 0.9rem; }
th, td { padding: 0.2rem 0.6rem; border: 1px solid #ccc; text-align: start; vertical-align: top; font-weight: normal; }
th { background: #f2f2f2; }
.basis, .posts, .quiet { color: #555; font-size: 0.85rem; }
.warning { padding: 0.5rem 0.75rem; border-inline-start: 4px solid #a35b00; background: #fff6e8; }
.bio { white-space: pre-wrap; }
.bar { display: block; width: 10rem; max-width: 100%; height: 0.5rem; border: 1px solid #888; } .bar rect { fill: #4a7aa8; }
.heat { font-size: 0.7rem; } .heat th, .heat td { padding: 0.15rem 0.25rem; text-align: center; overflow-wrap: normal; }
.h1 { background: #e3eef8; } .h2 { background: #c3daee; } .h3 { background: #95bfe1; } .h4 { background: #5f9bcb; }
.h5 { background: #2c6ea3; color: #fff; }
.bar, .heat td, .warning, th { print-color-adjust: exact; }
@media print {
  body { margin: 0; max-width: none; font-size: 10pt; }
  h2, h3 { break-after: avoid; } tr, .warning { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
}
`;

export const STYLE = html`<style>${SHEET}</style>`;

const hash = createHash('sha256').update(SHEET.toString()).digest('base64');

/** What a page with this style may do: apply it, and nothing else. */
export const STYLE_ONLY = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
