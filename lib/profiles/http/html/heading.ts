import type { Report } from '../../report/report.ts';
import { figure, instant, labelOf } from './figures.ts';
import { link } from './links.ts';
import { foreign, html, joined, type Markup, NOTHING } from './markup.ts';
import { inReadingOrder } from './order.ts';

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
  return html`<table><tbody>\n${cells}</tbody></table>`;
}

/** Account data from the network. */
export function whoSection({ profile }: Report): Markup {
  const bio = profile.bio === null ? UNKNOWN : html`<div class="bio" dir="auto">${profile.bio}</div>`;
  return html`<section><h2>Who</h2>
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

function skippedOf(skipped: Report['basis']['skipped']): Markup {
  const reasons = inReadingOrder(Object.keys(skipped));
  if (reasons.length === 0) return html`none`;
  const counts = reasons.map((reason) => html`${foreign(labelOf(reason))}: ${figure(skipped[reason] ?? 0)}`);
  return joined(counts, ', ');
}

/** Describes the posts that the report is based on. */
export function basisSection({ basis, report_version: version }: Report, meta: ReportMeta): Markup {
  const capped = basis.capped
    ? html`<p class="warning">Reading stopped at ${figure(basis.max_posts)} posts: older ones may exist and were not read.</p>\n`
    : NOTHING;
  const incomplete = (basis.incomplete ?? []).map(
    (sentence) => html`<p class="warning">${foreign(sentence)}</p>\n`,
  );
  return html`<section><h2>What was read</h2>
${capped}${incomplete}${lines([
  ['Posts read (n)', number(basis.posts)],
  ['From', time(basis.from)],
  ['To', time(basis.to)],
  ['Posts without a date', number(basis.undated)],
  ['Posts left out', skippedOf(basis.skipped)],
  ['Pages read', number(basis.pages)],
  ['Maximum posts to read', number(basis.max_posts)],
  ['Mode', foreign(basis.mode)],
  ['End of the observation', time(basis.as_of)],
  ['Time zone, given in the request', foreign(basis.time_zone)],
  ['Job', foreign(meta.jobId)],
  ['Completed', time(meta.completedAt)],
  ['Version of the report', number(version)],
])}</section>\n`;
}
