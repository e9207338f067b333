import type { Post } from '../networks/social.ts';
import type { Report } from '../report/report.ts';
import { analysisSection } from './html/analysis.ts';
import { type Citations, citations } from './html/citations.ts';
import { basisSection, type ReportMeta, summarySection, whoSection } from './html/heading.ts';
import { foreign, html, type Markup } from './html/markup.ts';
import { page } from './html/page.ts';
import { networkOf } from './words/names.ts';
import { inReadingOrder } from './words/order.ts';
import { readFindings } from './words/read-findings.ts';

function analyses(report: Report, cited: Citations): Markup {
  const names = [...Object.keys(report.findings), ...report.not_assessed.map(({ analysis }) => analysis)];
  const sections = inReadingOrder([...new Set(names)]).map((name) => {
    const given = Object.hasOwn(report.findings, name) ? (report.findings[name] ?? {}) : {};
    const notAssessed = report.not_assessed.filter(({ analysis }) => analysis === name);
    return analysisSection(name, given, { notAssessed, cited });
  });
  return html`${sections}`;
}

/**
 * The report as one page for reading and printing, without scripts or requests and with untrusted text escaped.
 * The output does not depend on the order of the report's keys.
 * @param posts the posts it is based on, to be quoted; null if they are no longer kept
 */
export function reportHtml(report: Report, meta: ReportMeta, posts: readonly Post[] | null = null): string {
  const { profile } = report;
  const cited = citations(report, posts);
  const found = analyses(report, cited);
  const places = cited.places.list(cited.refer);
  const body = html`<p class="kicker">Profile report · ${foreign(networkOf(profile.platform))}</p>
<h1>${foreign(profile.displayName ?? profile.handle)}</h1>
${summarySection(report, readFindings(report))}${found}<div class="facing">
${whoSection(report)}${basisSection(report, meta)}</div>
${places}${cited.list()}`;
  return page(`Profile report: ${profile.handle}`, body);
}
