import { z } from 'zod';
import { figure, labelOf } from '../words/figures.ts';
import type { ShownFinding } from '../words/read-findings.ts';
import { barsTable } from './bars.ts';
import type { Citations } from './citations.ts';
import { citedAll } from './citations.ts';
import { foreign, html, type Markup, NOTHING } from './markup.ts';
import {
  comparisonPicture,
  forecastPicture,
  heatPicture,
  monthsPicture,
  spreadPicture,
  trendPicture,
} from './pictures.ts';
import { told } from './sentence.ts';
import { shown } from './values.ts';

const spread = z.object({ p25: z.number(), median: z.number(), p75: z.number() });
const rows = z.array(z.unknown());

/** Draws a spread that stands in the value itself or in a field of it. */
function drawSpread(field: string | null, unit: string): (value: unknown) => Markup | null {
  return (value) => {
    const parsed = spread.safeParse(field === null ? value : Object(value)[field]);
    return parsed.success ? spreadPicture(parsed.data, unit) : null;
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
  'activity.posts_per_day': drawSpread(null, 'posts'),
  'activity.posts_per_week': drawSpread(null, 'posts'),
  'activity.gaps': drawSpread('hours_between_posts', 'hours'),
  'activity.by_kind': drawBars(null),
  'content.topics': drawBars('quoted_phrases'),
  'content.hashtags': drawBars('most'),
  'content.links_by_host': drawBars('most'),
  'content.mentions': drawBars('most'),
  'content.languages': drawBars('languages'),
  'sentiment.distribution': drawBars('labels'),
  'sentiment.monthly_trend': trendPicture,
  'style.sentence_length': drawSpread('words', 'words'),
  'style.function_words': drawBars('most'),
  'style.emoji': drawBars('most'),
  'engagement.likes': drawSpread(null, 'likes'),
  'engagement.reposts': drawSpread(null, 'reposts'),
  'engagement.replies': drawSpread(null, 'replies'),
  'engagement.what_does_well': comparisonPicture,
  'network.addressed': drawBars('most'),
  'prediction.posts_next_week': forecastPicture,
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
function basisOf({ n, confidence, postIds, analysis }: ShownFinding, cited: Citations): Markup {
  const sure = html`n = ${figure(n)}, ${foreign(confidence)} confidence`;
  if (postIds.length > 0) return html`<p class="basis">${sure} · posts ${citedAll(postIds, cited)}</p>`;
  if (analysis !== 'account') return html`<p class="basis">${sure} · <a href="#read">what was read</a></p>`;
  return html`<p class="basis">${sure} · <a href="#who">stated by the profile</a></p>`;
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
  const numbers = shown(name, value, cited.cite);
  const twin =
    sentence === null
      ? numbers
      : html`<details><summary>All figures<span class="unseen"> of ${foreign(heading)}</span></summary>\n${numbers}</details>`;
  const quotes = postIds.slice(0, QUOTED[key] ?? 0).map(cited.quote);
  return html`<section class="finding"${id}><h3>${foreign(heading)}</h3>
${sentence === null ? NOTHING : html`<p class="says">${told(sentence)}</p>\n`}${drawn === null ? NOTHING : html`<div class="drawn">${drawn}</div>\n`}${quotes}${basisOf(found, cited)}
${twin}</section>\n`;
}
