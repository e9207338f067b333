import type { ComparedList, ComparedNumber, Comparison, Side } from '../compare/comparison-json.ts';
import { comparedLabel } from '../compare/labels.ts';
import { anchorOf } from './html/finding.ts';
import { foreign, html, joined, type Markup, NOTHING } from './html/markup.ts';
import { page } from './html/page.ts';
import { count, day, labelOf, language, percent, signed } from './words/figures.ts';
import { networkOf } from './words/names.ts';
import { inReadingOrder } from './words/order.ts';
import { isStated, sampleOf } from './words/samples.ts';

const OUTCOMES = { equal: 'the same', higher: 'higher', lower: 'lower', too_few: 'too few to tell' } as const;

const span = ({ posts, from, to }: Side): Markup =>
  html`${count(posts, 'post')}${from === null || to === null ? NOTHING : html`, ${foreign(day(from))} to ${foreign(day(to))}`}`;

function nameOfNumber(compared: ComparedNumber): string {
  const code = /^languages\.([^.]+)\.share$/.exec(compared.number)?.[1];
  const label = code === undefined ? comparedLabel(compared) : `share of posts in ${language(code)}`;
  return `${label.slice(0, 1).toUpperCase()}${label.slice(1)}`;
}

/** The tasks whose reports are compared: where each figure has its finding, with the posts that it rests on. */
interface ComparedTasks {
  earlier: string;
  later: string;
}

function inReport(task: string, { analysis, finding }: ComparedNumber, shown: string): Markup {
  const anchor = anchorOf(analysis, finding);
  return anchor === null ? html`${shown}` : html`<a href="/profiles/${task}#${anchor}">${shown}</a>`;
}

function numberRow(compared: ComparedNumber, tasks: ComparedTasks): Markup {
  const { analysis, finding, number, before, after, difference, n_before, n_after, outcome } = compared;
  const isPart = /(^|[._])share/.test(number);
  const value = (of: number): string => (isPart ? percent(of) : signed(of));
  const size = (n: number): Markup =>
    isStated(analysis, finding) || finding === 'since_last_post'
      ? NOTHING
      : html` <span class="quiet">n = ${sampleOf(analysis, finding, n)}</span>`;
  const by = `${difference > 0 ? '+' : ''}${signed(isPart ? 100 * difference : difference)}${isPart ? ' points' : ''}`;
  const said = outcome === 'equal' ? OUTCOMES.equal : `${by}, ${OUTCOMES[outcome]}`;
  return html`<tr><td data-label="Figure">${foreign(nameOfNumber(compared))}</td><td data-label="Before">${inReport(tasks.earlier, compared, value(before))}${size(n_before)}</td><td data-label="After">${inReport(tasks.later, compared, value(after))}${size(n_after)}</td><td data-label="Difference">${said}</td></tr>\n`;
}

/** Whether the samples share posts, with days instead of instants. */
function overlap({ overlap: kind, from, to, sentence }: Comparison['samples']): Markup {
  if (kind !== 'spans' || from === null || to === null) return foreign(sentence);
  return html`Both cover the time from ${foreign(day(from))} to ${foreign(day(to))}, so that they can share posts and are not independent.`;
}

function listPart({ finding, appeared, gone, sentence }: ComparedList): Markup {
  const names = (label: string, items: readonly string[]): Markup =>
    items.length === 0
      ? NOTHING
      : html`<p><strong>${label}</strong> ${joined(items.map(foreign), ', ')}</p>\n`;
  return html`<section class="finding"><h3>${foreign(labelOf(finding))}</h3>
<p>${foreign(sentence)}</p>\n${names('New:', appeared)}${names('Gone:', gone)}</section>\n`;
}

function analysisPart(name: string, { numbers, lists }: Comparison, tasks: ComparedTasks): Markup {
  const rows = numbers
    .filter(({ analysis }) => analysis === name)
    .map((compared) => numberRow(compared, tasks));
  const parts = lists.filter(({ analysis }) => analysis === name).map(listPart);
  const heads = ['Figure', 'Before', 'After', 'Difference'].map((head) => html`<th scope="col">${head}</th>`);
  const table =
    rows.length === 0
      ? NOTHING
      : html`<table class="rows wide"><thead><tr>${heads}</tr></thead><tbody>\n${rows}</tbody></table>\n`;
  return html`<section class="analysis"><h2>${foreign(labelOf(name))}</h2>
${table}<div class="findings">${parts}</div></section>\n`;
}

/** Two reports of one profile as a page: the cautions first, then every difference with both of its samples. */
export function comparisonHtml(comparison: Comparison, tasks: ComparedTasks): string {
  const { profile, earlier, later, samples, cautions, numbers, lists, not_compared: not } = comparison;
  const names = inReadingOrder([...new Set([...numbers, ...lists].map(({ analysis }) => analysis))]);
  const left = not.map(
    ({ analysis, finding, why }) =>
      html`<li><strong>${foreign(`${labelOf(analysis)}, ${labelOf(finding)}`)}</strong>: ${foreign(why)}</li>\n`,
  );
  const body = html`<p class="kicker">Two reports compared · ${foreign(networkOf(profile.platform))}</p>
<h1>${foreign(profile.handle)}</h1>
<p class="lede">Before: ${span(earlier)}. After: ${span(later)}. ${overlap(samples)}</p>
${cautions.map((caution) => html`<p class="warning">${foreign(caution)}</p>\n`)}${names.map((name) => analysisPart(name, comparison, tasks))}<section class="analysis"><h2>What was not compared</h2>
<ul>\n${left}</ul></section>\n`;
  return page(`Two reports compared: ${profile.handle}`, body);
}
