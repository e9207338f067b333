import type { Report } from '../../report/report.ts';
import { figure, instant, labelOf } from '../words/figures.ts';
import type { ShownFinding } from '../words/read-findings.ts';
import { alertsOf, cannotShow, countedReasons, fiveThings, whatWasRead } from '../words/summary.ts';
import { anchorOf } from './finding.ts';
import { link } from './links.ts';
import { foreign, html, type Markup } from './markup.ts';
import { told } from './sentence.ts';

export interface ReportMeta {
  jobId: string;
  /** ISO 8601; null until the job has ended. */
  completedAt: string | null;
}

type Line = readonly [label: string, value: Markup];

const UNKNOWN = html`<span class="quiet">not known</span>`;
const text = (value: string | null): Markup => (value === null ? UNKNOWN : foreign(value));
const time = (value: string | null): Markup => (value === null ? UNKNOWN : foreign(instant(value)));
const number = (value: number | null): Markup => (value === null ? UNKNOWN : html`${figure(value)}`);
const yesOrNo = (value: boolean | null): Markup => (value === null ? UNKNOWN : html`${value ? 'yes' : 'no'}`);

function lines(rows: readonly Line[]): Markup {
  const cells = rows.map(([label, value]) => html`<tr><th scope="row">${label}</th><td>${value}</td></tr>\n`);
  return html`<table class="facts"><tbody>\n${cells}</tbody></table>`;
}

/** Account data from the network. */
export function whoSection({ profile }: Report): Markup {
  const bio = profile.bio === null ? UNKNOWN : html`<div class="bio" dir="auto">${profile.bio}</div>`;
  return html`<section id="who"><h2>Who</h2>
${lines([
  ['Network', foreign(profile.platform)],
  ['Handle', foreign(profile.handle)],
  ['Display name', text(profile.displayName)],
  ['Id', foreign(profile.id)],
  ['Address', profile.url === null ? UNKNOWN : link(profile.url, profile.url)],
  ['About', bio],
  ['Account made', time(profile.createdAt)],
  ['Followers', number(profile.followers)],
  ['Following', number(profile.following)],
  ['Posts, as counted by the network', number(profile.posts)],
  ['Has a picture', yesOrNo(profile.hasAvatar)],
  ['Verified by the network', yesOrNo(profile.verified)],
  ['Self-declared bot', yesOrNo(profile.saysBot)],
])}</section>\n`;
}

const counted = (counts: Record<string, number>): Markup =>
  Object.keys(counts).length === 0 ? html`none` : told(countedReasons(counts));

/** Describes the posts that the report is based on. */
export function basisSection({ basis, report_version: version }: Report, meta: ReportMeta): Markup {
  return html`<section id="read"><h2>What was read</h2>
${lines([
  ['Posts read (n)', number(basis.posts)],
  ['From', time(basis.from)],
  ['To', time(basis.to)],
  ['Posts without a date', number(basis.undated)],
  ['Posts left out', counted(basis.skipped)],
  ['Posts changed in reading', counted(basis.changed)],
  ['Pages read', number(basis.pages)],
  ['Pages that could not be read', number(basis.failed_pages)],
  ['Maximum posts to read', number(basis.max_posts)],
  ['Mode', foreign(basis.mode)],
  ['End of the observation', time(basis.as_of)],
  ['Time zone, given in the request', foreign(basis.time_zone)],
  ['Job', foreign(meta.jobId)],
  ['Completed', time(meta.completedAt)],
  ['Version of the report', number(version)],
])}</section>\n`;
}

/** Who it is about, what was read, and what it shows, in sentences. */
export function summarySection(report: Report, findings: readonly ShownFinding[]): Markup {
  const alerts = alertsOf(report).map((alert) => html`<p class="warning">${told(alert)}</p>\n`);
  const five = fiveThings(findings).map(({ analysis, name, sentence }) => {
    const anchor = anchorOf(analysis, name);
    const label = foreign(labelOf(name));
    const lead = anchor === null ? label : html`<a href="#${anchor}">${label}</a>`;
    return html`<li><strong>${lead}</strong> ${told(sentence ?? [])}</li>\n`;
  });
  const shows = five.length === 0 ? html`` : html`<h2>What it shows</h2>\n<ol class="five">\n${five}</ol>\n`;
  const not = cannotShow(report);
  const cannot = not === null ? html`` : html`<h2>What it cannot show</h2>\n<p>${told(not)}</p>\n`;
  return html`<section class="summary">
${alerts}<p class="lede">${told(whatWasRead(report))} <a href="#read">More on what was read.</a></p>
${shows}${cannot}<p class="quiet">${foreign(report.disclaimer)}</p></section>\n`;
}
