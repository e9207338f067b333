import { z } from 'zod';
import { labelOf } from '../words/figures.ts';
import type { ShownFinding } from '../words/read-findings.ts';
import { isStated, sampleOf } from '../words/samples.ts';
import { barsTable } from './bars.ts';
import type { Citations } from './citations.ts';
import { citedAll } from './citations.ts';
import { heatPicture, heatTable } from './heat.ts';
import { foreign, html, type Markup, NOTHING } from './markup.ts';
import {
  comparisonPicture,
  forecastPicture,
  type Measured,
  monthsPicture,
  spreadPicture,
  trendPicture,
} from './pictures.ts';
import { told } from './sentence.ts';
import { shown } from './values.ts';

const spread = z.object({ p25: z.number(), median: z.number(), p75: z.number() });
const rows = z.array(z.unknown());

/** Draws a spread that stands in the value itself or in a field of it. */
function drawSpread(field: string | null, measured: Measured): (value: unknown) => Markup | null {
  return (value) => {
    const parsed = spread.safeParse(field === null ? value : Object(value)[field]);
    return parsed.success ? spreadPicture(parsed.data, measured) : null;
  };
}

const drawBars =
  (field: string | null) =>
  (value: unknown, heading: string, cited: Citations): Markup | null => {
    const parsed = rows.safeParse(field === null ? value : Object(value)[field]);
    return parsed.success ? barsTable(parsed.data, heading, cited) : null;
  };

/** The picture of a finding, by its name. Null if the value has another shape. */
const PICTURES: Readonly<
  Record<string, (value: unknown, heading: string, cited: Citations) => Markup | null>
> = {
  'activity.by_month': monthsPicture,
  'activity.hours_and_weekdays': heatPicture,
  'activity.posts_per_day': drawSpread(null, { one: 'post', of: 'days' }),
  'activity.posts_per_week': drawSpread(null, { one: 'post', of: 'weeks' }),
  'activity.gaps': drawSpread('hours_between_posts', { one: 'hour', of: 'pauses' }),
  'activity.by_kind': drawBars(null),
  'content.topics': drawBars('quoted_phrases'),
  'content.hashtags': drawBars('most'),
  'content.links_by_host': drawBars('most'),
  'content.mentions': drawBars('most'),
  'content.languages': drawBars('languages'),
  'sentiment.distribution': drawBars('labels'),
  'sentiment.monthly_trend': trendPicture,
  'style.sentence_length': drawSpread('words', { one: 'word', of: 'sentences' }),
  'style.function_words': drawBars('most'),
  'style.emoji': drawBars('most'),
  'engagement.likes': drawSpread(null, { one: 'like', of: 'posts' }),
  'engagement.reposts': drawSpread(null, { one: 'repost', of: 'posts' }),
  'engagement.replies': drawSpread(null, { one: 'reply', many: 'replies', of: 'posts' }),
  'engagement.what_does_well': comparisonPicture,
  'network.addressed': drawBars('most'),
  'prediction.posts_next_week': forecastPicture,
};

/** All figures of a finding, where a table of its fields would be hard to read. */
const TWINS: Readonly<Record<string, (value: unknown) => Markup | null>> = {
  'activity.hours_and_weekdays': heatTable,
};

/** Lists of posts behind each part of a picture. */
const LISTS: Readonly<Record<string, readonly [address: string, label: string]>> = {
  'activity.by_month': ['#by-month', 'posts of each month'],
  'activity.hours_and_weekdays': ['#by-hour', 'posts of each hour'],
  'sentiment.monthly_trend': ['#by-month', 'posts of each month'],
};

/** Findings whose posts are what they say: they are quoted at once. */
const QUOTED: Readonly<Record<string, number>> = {
  'sentiment.most_positive': 3,
  'sentiment.most_negative': 3,
  'activity.since_last_post': 1,
  'automation.repeated_texts': 2,
};

const NAME = /^[a-z_]+$/;

/** The address of a finding within the page; null if its name is not one of ours. */
export const anchorOf = (analysis: string, name: string): string | null =>
  NAME.test(analysis) && NAME.test(name) ? `${analysis}-${name}` : null;

/** How many posts stand behind a finding, how sure it is, and which posts. */
function basisOf({ n, confidence, postIds, analysis, name }: ShownFinding, cited: Citations): Markup {
  if (isStated(analysis, name)) {
    return html`<p class="basis">Stated by the account, not counted · <a href="#who">who</a></p>`;
  }
  const sure = html`n = ${sampleOf(analysis, name, n)} · ${foreign(confidence)} confidence`;
  if (postIds.length === 0) return html`<p class="basis">${sure} · <a href="#read">what was read</a></p>`;
  const [address, label] = LISTS[`${analysis}.${name}`] ?? [];
  const all =
    cited.places.isListed && address
      ? html` · <a class="screen" href="${address}">${label ?? ''}</a>`
      : NOTHING;
  const which = postIds.length < n && n > 1 ? 'for example' : postIds.length === 1 ? 'post' : 'posts';
  return html`<p class="basis">${sure} · ${which} ${citedAll(postIds, cited.cite)}${all}</p>`;
}

/** One finding: its sentence, a picture, posts, and all of its numbers. */
export function findingSection(found: ShownFinding, cited: Citations): Markup {
  const { analysis, name, value, sentence, postIds } = found;
  const key = `${analysis}.${name}`;
  const anchor = anchorOf(analysis, name);
  const id = anchor === null ? NOTHING : html` id="${anchor}"`;
  const heading = labelOf(name);
  const draw = Object.hasOwn(PICTURES, key) ? PICTURES[key] : undefined;
  const drawn = draw?.(value, heading, cited) ?? null;
  const numbers = TWINS[key]?.(value) ?? shown(name, value, cited.refer);
  const twin =
    sentence === null
      ? numbers
      : html`<details><summary>All figures<span class="unseen"> of ${foreign(heading)}</span></summary>\n${numbers}</details>`;
  const quotes = postIds.slice(0, QUOTED[key] ?? 0).map(cited.quote);
  return html`<section class="finding"${id}><h3>${foreign(heading)}</h3>
${sentence === null ? NOTHING : html`<p class="says">${told(sentence)}</p>\n`}${drawn === null ? NOTHING : html`<figure class="drawn">${drawn}</figure>\n`}${quotes}${basisOf(found, cited)}
${twin}</section>\n`;
}
