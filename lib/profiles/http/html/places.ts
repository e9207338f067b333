import { localTimes } from '../../analyses/local-time.ts';
import { byDate } from '../../analyses/order.ts';
import type { Post } from '../../networks/social.ts';
import type { Report } from '../../report/report.ts';
import { count, day, figure } from '../words/figures.ts';
import { html, joined, type Markup, NOTHING } from './markup.ts';

/** All posts are listed up to so many; beyond, a month or hour names some of its own. */
const MOST_LISTED = 2_000;
const SOME = 10;
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Renders a reference to a post. */
type Refer = (id: string) => Markup;

/** Months and hours of the week, each with its own posts on the page. */
export interface Places {
  /** Address within the page of the posts of a month (YYYY-MM); null if none is listed. */
  month(month: string): string | null;
  /** Of an hour of the week. @param weekday 0 is Monday */
  hour(weekday: number, hour: number): string | null;
  /** Whether there is such a list. */
  isListed: boolean;
  /** Every month and hour with its posts; nothing if posts are not kept. */
  list(refer: Refer): Markup;
}

const NOWHERE: Places = { isListed: false, month: () => null, hour: () => null, list: () => NOTHING };

const hourKey = (weekday: number, hour: number): string => `${weekday}-${String(hour).padStart(2, '0')}`;

function hourName(key: string): string {
  const hour = key.slice(2);
  return `${WEEKDAYS[Number(key.slice(0, 1))] ?? ''}, ${hour}:00 to ${hour}:59`;
}

function some(ids: readonly string[], all: boolean): readonly string[] {
  if (all || ids.length <= SOME) return ids;
  const step = (ids.length - 1) / (SOME - 1);
  return Array.from({ length: SOME }, (_, at) => ids[Math.round(at * step)] ?? '');
}

/** @param posts those that are kept; null if none are */
export function placesOf({ as_of, time_zone }: Report['basis'], posts: readonly Post[] | null): Places {
  if (posts === null || as_of === null) return NOWHERE;
  const clock = localTimes(time_zone);
  const local = byDate(posts, as_of).dated.map(({ post, ms }) => ({ id: post.id, at: clock(ms) }));
  const months = Map.groupBy(local, ({ at }) => at.month);
  const hours = Map.groupBy(local, ({ at }) => hourKey(at.weekday, at.hour));
  const all = local.length <= MOST_LISTED;
  const line = (id: string, name: string, ids: readonly string[], refer: Refer): Markup => {
    const shown = some(ids, all);
    const rest = shown.length < ids.length ? html`, ${figure(shown.length)} of them` : NOTHING;
    return html`<li id="${id}"><strong>${name}</strong> <span class="quiet">${count(ids.length, 'post')}${rest}:</span> ${joined(shown.map(refer), ' ')}</li>\n`;
  };
  const listOf =
    (groups: Map<string, { id: string }[]>, kind: string, name: (key: string) => string) =>
    (refer: Refer): Markup[] =>
      [...groups]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, of]) =>
          line(
            `${kind}-${key}`,
            name(key),
            of.map(({ id }) => id),
            refer,
          ),
        );
  const [byMonth, byHour] = [listOf(months, 'month', day), listOf(hours, 'hour', hourName)];
  return {
    isListed: local.length > 0,
    month: (month) => (months.has(month) ? `#month-${month}` : null),
    hour: (weekday, hour) => {
      const key = hourKey(weekday, hour);
      return hours.has(key) ? `#hour-${key}` : null;
    },
    list: (refer) =>
      local.length === 0
        ? NOTHING
        : html`<section class="screen" id="by-month"><h2>Posts of each month</h2>\n<ul class="places">\n${byMonth(refer)}</ul></section>
<section class="screen" id="by-hour"><h2>Posts of each hour of the week</h2>\n<ul class="places">\n${byHour(refer)}</ul></section>\n`,
  };
}
