import { createHash } from 'node:crypto';
import { html } from './markup.ts';

/** Paper and graphite; colour is never the only carrier of information. */
const COLOURS = html`
:root { color-scheme: light dark; --ground: #fcfcfa; --ink: #1c1f21; --soft: #565c60; --hair: #d9dbd8; --rule: #90969a;
  --accent: #0b6167; --mark: #1f7f86; --range: #a9d2d3; --warn: #8a5200; --warned: #fdf4e3;
  --h0: #eceeec; --h1: #cfe4e4; --h2: #a2cccd; --h3: #69abae; --h4: #2f858a; --h5: #0b5359; }
@media (prefers-color-scheme: dark) { :root { --ground: #15181a; --ink: #e6e8e6; --soft: #a5acb0; --hair: #33393d;
  --rule: #6b7379; --accent: #7cc8cd; --mark: #57aeb4; --range: #2c595d; --warn: #e0b062; --warned: #2b2415;
  --h0: #22272a; --h1: #203e41; --h2: #265a5e; --h3: #347d82; --h4: #57aeb4; --h5: #a5dde0; } }
@media print { :root { color-scheme: light; --ground: #fff; --ink: #111; --soft: #4a4f52; --hair: #ccc; --rule: #888;
  --accent: #0b4f54; --mark: #1f7f86; --range: #a9d2d3; --warn: #7a4800; --warned: #fff;
  --h0: #eceeec; --h1: #cfe4e4; --h2: #a2cccd; --h3: #69abae; --h4: #2f858a; --h5: #0b5359; } }
`;

const TEXT = html`
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 64rem; font: 16px/1.55 system-ui, sans-serif; color: var(--ink);
  background: var(--ground); overflow-wrap: break-word; font-variant-numeric: tabular-nums; text-wrap: pretty; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; break-after: avoid; }
h1 { margin: 0 0 1.25rem; font: 600 2.1rem/1.15 Georgia, 'Times New Roman', serif; letter-spacing: -0.01em; }
h2 { margin: 3rem 0 1rem; padding-top: 0.75rem; border-top: 1px solid var(--rule); font: 600 1.45rem/1.25 Georgia, 'Times New Roman', serif; }
h3 { margin: 0 0 0.35rem; font-size: 1rem; font-weight: 650; }
p { margin: 0.4rem 0; max-width: 42rem; }
a { color: var(--accent); text-underline-offset: 0.15em; text-decoration-thickness: 1px; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
:target { outline: 2px solid var(--accent); outline-offset: 6px; }
.kicker, .quiet, .basis, .about { color: var(--soft); font-size: 0.875rem; }
.kicker { margin: 0 0 0.5rem; letter-spacing: 0.04em; text-transform: uppercase; font-size: 0.8rem; }
.lede { margin: 1.25rem 0; font: 1.25rem/1.5 Georgia, 'Times New Roman', serif; }
.warning { padding: 0.6rem 0.9rem; border-inline-start: 3px solid var(--warn); background: var(--warned); }
.summary h2 { margin-top: 2rem; border: 0; padding: 0; font-size: 1.15rem; }
.five { margin: 0; padding-inline-start: 1.4rem; max-width: 44rem; } .five li { margin: 0.5rem 0; padding-inline-start: 0.25rem; }
.says { font-size: 1.02rem; }
.bio, .text { white-space: pre-line; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;

const PARTS = html`
.findings { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 2.25rem 3rem; align-items: start; }
.finding { min-width: 0; } .unsaid { border: 1px solid var(--hair); border-radius: 4px; padding: 0.9rem 1rem; }
.unsaid ul { margin: 0; padding-inline-start: 1.1rem; font-size: 0.9rem; color: var(--soft); }
.unsaid strong { color: var(--ink); font-weight: 600; }
.drawn { margin: 0.75rem 0; max-width: 30rem; } .drawn figcaption { margin-top: 0.25rem; }
.picture { display: block; width: 100%; height: auto; } .picture text { font: 10px system-ui, sans-serif; fill: var(--soft); }
.mark { fill: var(--mark); } .range { fill: var(--range); } .tick { fill: var(--ink); }
.axis { stroke: var(--rule); } .hair { stroke: var(--hair); } .line { fill: none; stroke: var(--mark); stroke-width: 1.5; }
.h0 { fill: var(--h0); } .h1 { fill: var(--h1); } .h2 { fill: var(--h2); } .h3 { fill: var(--h3); } .h4 { fill: var(--h4); }
.h5 { fill: var(--h5); }
blockquote { margin: 0.75rem 0; padding-inline-start: 0.9rem; border-inline-start: 2px solid var(--range); max-width: 42rem; }
blockquote .about { display: block; }
.cite { display: inline-block; min-width: 1.5rem; padding: 0 0.2rem; text-align: center; }
details { margin: 0.25rem 0; } summary { color: var(--accent); font-size: 0.875rem; cursor: pointer; padding: 0.15rem 0; }
table { border-collapse: collapse; margin: 0.4rem 0; font-size: 0.9rem; max-width: 100%; }
th, td { padding: 0.25rem 0.75rem 0.25rem 0; border-bottom: 1px solid var(--hair); text-align: start; vertical-align: top; font-weight: normal; }
th { color: var(--soft); } td table { margin: 0; }
.bar { display: block; width: 100%; height: 0.55rem; } td > .bar { min-width: 3rem; }
.bars { width: 100%; table-layout: fixed; } .bars th { width: 46%; color: var(--ink); } .bars td { vertical-align: middle; }
.bars .number { width: 16%; text-align: end; padding-inline-end: 0; white-space: nowrap; }
.bars .barcell { width: 20%; } .bars td:last-child { width: 18%; } .bars .cite { min-width: 1.25rem; padding: 0 0.1rem; }
.facing { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 3rem; }
.facts { width: 100%; } .facts th { width: 45%; }
figcaption { color: var(--soft); font-size: 0.8rem; }
.area { fill: transparent; } .picture a:hover > rect:not(.area), .picture a:hover > circle:not(.area) { stroke: var(--ink); }
.hours th, .hours td { padding: 0.1rem 0.35rem; text-align: end; }
.places { padding: 0; margin: 0; list-style: none; font-size: 0.9rem; } .places li { padding: 0.2rem 0; }
.posts { padding: 0; margin: 0; list-style: none; columns: 2; column-gap: 3rem; }
.posts li { position: relative; padding: 0 0 0.9rem 2.4rem; break-inside: avoid; }
.posts li::before { content: attr(data-label); position: absolute; inset-inline-start: 0; color: var(--soft); }
.posts .about { display: block; }
@media (max-width: 760px) { .findings, .facing { grid-template-columns: minmax(0, 1fr); } .posts { columns: 1; } }
@media (max-width: 560px) {
  body { padding: 1.5rem 1.25rem 3rem; } h1 { font-size: 1.7rem; } .lede { font-size: 1.1rem; }
  .cite, summary { min-height: 1.5rem; }
}
.finding, .analysis, .facing > section { container-type: inline-size; }
@media screen { @container (max-width: 640px) {
  .wide > thead { display: none; }
  .wide > tbody > tr { display: block; padding: 0.35rem 0; border-bottom: 1px solid var(--hair); }
  .wide > tbody > tr > td { display: block; border: 0; padding: 0.1rem 0; } .wide > tbody > tr > td::before { content: attr(data-label) ': '; color: var(--soft); }
  .wide > tbody > tr > td:empty { display: none; }
}
@container (max-width: 480px) {
  td, th { overflow-wrap: anywhere; } .bars th { overflow-wrap: break-word; }
  table:not(.bars, .rows, .hours) > tbody > tr > * { display: block; } table:not(.bars, .rows, .hours) > tbody > tr > th { border: 0; padding-bottom: 0; }
  .rows > thead { display: none; }
  .rows > tbody > tr { display: block; padding: 0.35rem 0; border-bottom: 1px solid var(--hair); }
  .rows > tbody > tr > td { display: block; border: 0; padding: 0.1rem 0; } .rows > tbody > tr > td::before { content: attr(data-label) ': '; color: var(--soft); }
  .rows > tbody > tr > td:empty { display: none; }
} }
`;

const PRINT = html`
@page { size: A4; margin: 14mm 13mm; }
@media print {
  body { padding: 0; max-width: none; font-size: 8.5pt; line-height: 1.38; }
  h1 { font-size: 18pt; } h2 { margin: 10pt 0 5pt; padding-top: 4pt; font-size: 12pt; } .summary h2 { margin-top: 7pt; font-size: 10.5pt; }
  h3 { font-size: 8.5pt; margin: 0 0 1pt; } .says { font-size: 8.5pt; } .lede { margin: 6pt 0; font-size: 10.5pt; } p { margin: 1.5pt 0; max-width: none; }
  .five li { margin: 2pt 0; } .findings, .facing { display: block; columns: 2; column-gap: 9mm; } .finding { break-inside: avoid; margin: 0 0 8pt; }
  .unsaid { padding: 4pt 6pt; } .unsaid ul { font-size: 7.5pt; } .drawn { margin: 3pt 0; max-width: 84mm; } .picture { max-width: 64mm; }
  .kicker, .quiet, .basis, .about, figcaption { font-size: 7.2pt; } table { font-size: 7.5pt; margin: 2pt 0; } th, td { padding: 1pt 6pt 1pt 0; }
  tr, .warning, blockquote, .facing section { break-inside: avoid; } .cite { min-width: 0; padding: 0 0.1rem; } details, .screen { display: none; }
  .picture, .bar, .warning { print-color-adjust: exact; } a { color: inherit; text-decoration: none; }
  .posts { columns: 3; column-gap: 6mm; font-size: 7pt; line-height: 1.3; } .posts li { padding: 0 0 3pt 14pt; }
  .posts .about { display: inline; font-size: 6.5pt; } .posts .text { white-space: normal; } .about a[rel], .posts .counts { display: none; } .bars { max-width: 84mm; }
}
`;

const SHEET = html`${COLOURS}${TEXT}${PARTS}${PRINT}`;

export const STYLE = html`<style>${SHEET}</style>`;

const hash = createHash('sha256').update(SHEET.toString()).digest('base64');

/** What a page with this style may do: apply it, and nothing else. */
export const STYLE_ONLY = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
