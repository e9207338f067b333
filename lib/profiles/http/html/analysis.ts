import type { Report } from '../../report/report.ts';
import { labelOf } from '../words/figures.ts';
import { inReadingOrder } from '../words/order.ts';
import { findingsIn, readFinding, type ShownFinding } from '../words/read-findings.ts';
import type { Citations } from './citations.ts';
import { findingSection } from './finding.ts';
import { foreign, html, type Markup, NOTHING } from './markup.ts';
import { type Row, shown } from './values.ts';

type NotAssessed = Report['not_assessed'][number];

/** What was not assessed and why, of the same rank as a finding. */
function notSaid(entries: readonly NotAssessed[]): Markup {
  if (entries.length === 0) return NOTHING;
  const lines = entries.map(
    ({ what, why, needs }) =>
      html`<li><strong>${foreign(labelOf(what))}</strong>: ${foreign(why)}${needs === undefined ? NOTHING : html`; needs ${foreign(needs)}`}.</li>\n`,
  );
  return html`<section class="finding unsaid"><h3>What could not be said</h3>
<ul>\n${lines}</ul></section>\n`;
}

function oneOf(analysis: string, name: string, given: unknown, cited: Citations): Markup {
  const read = readFinding(analysis, name, given);
  if (read) return findingSection(read, cited);
  return html`<section class="finding"><h3>${foreign(labelOf(name))}</h3>\n${shown(name, given, cited.cite)}</section>\n`;
}

function warningsOf(analysis: string, found: Row): Markup {
  const read = Object.entries(found).flatMap(([name, given]): ShownFinding[] => {
    const one = readFinding(analysis, name, given);
    return one ? [one] : [];
  });
  const texts = [...new Set(read.flatMap(({ warning }) => warning ?? []))].sort();
  const lines = texts.map((text) => html`<p class="warning">${foreign(text)}</p>\n`);
  const apart = html`<p>Each sign has its own weight as evidence. The signs are not added up.</p>\n`;
  return html`${lines}${analysis === 'automation' ? apart : NOTHING}`;
}

/** Fields beside the findings, which none of our analyses has. */
function furtherOf(name: string, given: Row, found: Row, cited: Citations): Markup {
  const { findings, posts, not_assessed: _, ...others } = given;
  const unread =
    Object.keys(found).length === 0 && findings !== undefined && JSON.stringify(findings) !== '{}';
  const usual = typeof posts === 'number' && !unread;
  const rest = { ...others, ...(unread ? { findings } : {}), ...(usual ? {} : { posts }) };
  const known = Object.entries(rest).filter(([, value]) => value !== undefined);
  return known.length === 0 ? NOTHING : shown(name, Object.fromEntries(known), cited.cite);
}

/** One analysis: its findings, other fields, and what was not assessed. */
export function analysisSection(
  name: string,
  given: Row,
  { notAssessed, cited }: { notAssessed: readonly NotAssessed[]; cited: Citations },
): Markup {
  const found = findingsIn(given);
  const sections = inReadingOrder(Object.keys(found)).map((key) => oneOf(name, key, found[key], cited));
  const further = furtherOf(name, given, found, cited);
  return html`<section class="analysis"><h2>${foreign(labelOf(name))}</h2>
${warningsOf(name, found)}<div class="findings">
${sections}${notSaid(notAssessed)}</div>${further}</section>\n`;
}
