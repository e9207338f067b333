import type { Report } from '../report/report.ts';
import { analysisSection } from './html/analysis.ts';
import { labelOf } from './html/figures.ts';
import { basisSection, type ReportMeta, whoSection } from './html/heading.ts';
import { postsOf } from './html/links.ts';
import { foreign, html, joined, type Markup, NOTHING } from './html/markup.ts';
import { inReadingOrder } from './html/order.ts';
import { STYLE, STYLE_ONLY } from './html/style.ts';

function analyses(report: Report): Markup {
  const showPost = postsOf(report.profile);
  const names = [...Object.keys(report.findings), ...report.not_assessed.map(({ analysis }) => analysis)];
  const sections = inReadingOrder([...new Set(names)]).map((name) => {
    const given = Object.hasOwn(report.findings, name) ? (report.findings[name] ?? {}) : {};
    const notAssessed = report.not_assessed.filter(({ analysis }) => analysis === name);
    return analysisSection(name, given, { notAssessed, showPost });
  });
  return html`${sections}`;
}

function failed({ missing }: Report): Markup {
  if (missing.length === 0) return NOTHING;
  const names = inReadingOrder(missing).map((name) => foreign(labelOf(name)));
  return html`<p class="warning">These analyses ended with an error and are missing: ${joined(names, ', ')}.</p>\n`;
}

/**
 * The report as one page for reading and printing, without scripts or requests and with untrusted text escaped.
 * The output does not depend on the order of the report's keys.
 */
export function reportHtml(report: Report, meta: ReportMeta): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${STYLE_ONLY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>Profile report: ${report.profile.handle}</title>
${STYLE}
</head>
<body>
<h1>Profile report: ${foreign(report.profile.handle)}</h1>
<p>${foreign(report.disclaimer)}</p>
${whoSection(report)}${basisSection(report, meta)}${failed(report)}${analyses(report)}</body>
</html>
`.toString();
}
