import { z } from 'zod';
import type { Report } from '../../report/report.ts';
import { figure, labelOf } from './figures.ts';
import { heatMap } from './heat-map.ts';
import type { ShowPost } from './links.ts';
import { foreign, html, joined, type Markup, NOTHING } from './markup.ts';
import { predicted } from './prediction.ts';
import { entriesOf, type Row, shown } from './values.ts';

type NotAssessed = Report['not_assessed'][number];

/** Strict, so that unknown fields fall back to the plain table instead of being hidden. */
const findingSchema = z.strictObject({
  value: z.unknown(),
  n: z.number(),
  confidence: z.string(),
  post_ids: z.array(z.string()),
});
const warnedSchema = z.looseObject({ warning: z.string() });
const recordSchema = z.record(z.string(), z.unknown());

const without = (row: Row, name: string): Row =>
  Object.fromEntries(Object.entries(row).filter(([key]) => key !== name));

function valueView(name: string, value: unknown, showPost: ShowPost): Markup {
  const warned = warnedSchema.safeParse(value);
  if (warned.success) return shown(name, without(warned.data, 'warning'), showPost);
  return heatMap(value) ?? predicted(value) ?? shown(name, value, showPost);
}

function findingSection(name: string, given: unknown, showPost: ShowPost): Markup {
  const heading = html`<h3>${foreign(labelOf(name))}</h3>`;
  const parsed = findingSchema.safeParse(given);
  if (!parsed.success) return html`<section>${heading}\n${shown(name, given, showPost)}</section>\n`;
  const { value, n, confidence, post_ids: ids } = parsed.data;
  const posts =
    ids.length === 0 ? NOTHING : html`<p class="posts">Posts: ${joined(ids.map(showPost), ', ')}</p>`;
  return html`<section>${heading}
<p class="basis">n = ${figure(n)}, confidence: ${foreign(confidence)}</p>
${valueView(name, value, showPost)}\n${posts}</section>\n`;
}

/** Lists what was not assessed, and why. */
function notSaid(entries: readonly NotAssessed[]): Markup {
  if (entries.length === 0) return NOTHING;
  const lines = entries.map(
    ({ what, why, needs }) =>
      html`<tr><th scope="row">${foreign(labelOf(what))}</th><td>${foreign(why)}</td><td>${foreign(needs ?? '')}</td></tr>\n`,
  );
  return html`<section><h3>What could not be said</h3>
<table><thead><tr><th scope="col">What</th><th scope="col">Why</th><th scope="col">It would need</th></tr></thead>
<tbody>\n${lines}</tbody></table></section>\n`;
}

/** Distinct warnings of a finding, shown before its evidence. */
function warningsOf(found: Row): string[] {
  const warnings = entriesOf(found).flatMap(([, given]) => {
    const parsed = z.looseObject({ value: warnedSchema }).safeParse(given);
    return parsed.success ? [parsed.data.value.warning] : [];
  });
  return [...new Set(warnings)];
}

function opening(name: string, found: Row): Markup {
  const warnings = warningsOf(found).map((text) => html`<p class="warning">${foreign(text)}</p>\n`);
  if (name !== 'automation') return html`${warnings}`;
  return html`${warnings}<p>Each signal has its own weight as evidence. The signals are not added up.</p>\n`;
}

/** One analysis: its findings, other fields, and what was not assessed. */
export function analysisSection(
  name: string,
  given: Row,
  { notAssessed, showPost }: { notAssessed: readonly NotAssessed[]; showPost: ShowPost },
): Markup {
  const { findings, posts, not_assessed: _, ...others } = given;
  const parsed = recordSchema.safeParse(findings);
  const found = parsed.success ? parsed.data : {};
  const isUsual = parsed.success && typeof posts === 'number';
  const from = isUsual ? html`<p class="basis">From ${figure(posts)} posts.</p>\n` : NOTHING;
  const sections = entriesOf(found).map(([key, value]) => findingSection(key, value, showPost));
  const rest = { ...others, ...(parsed.success ? {} : { findings }), ...(isUsual ? {} : { posts }) };
  const further = Object.entries(rest).filter(([, value]) => value !== undefined);
  const more = further.length === 0 ? NOTHING : shown(name, Object.fromEntries(further), showPost);
  return html`<section><h2>${foreign(labelOf(name))}</h2>
${opening(name, found)}${from}${sections}${more}\n${notSaid(notAssessed)}</section>\n`;
}
