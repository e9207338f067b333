import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { machinesWhoShow } from '../../../bench/authors/human-signals.ts';
import { MACHINES } from '../../../bench/authors/machines.ts';
import { createRandom } from '../../../bench/authors/random.ts';
import { atOnce } from '../../../lib/core/slices.ts';
import { automation } from '../../../lib/profiles/analyses/automation.ts';
import rates from '../../../lib/profiles/analyses/human-rates.json' with { type: 'json' };
import { shownByHumans } from '../../../lib/profiles/analyses/human-rates.ts';
import { sameChance, unlikeStated } from '../humans/stated.ts';
import { CONTEXT, PROFILE, post, postsAt, shown, whyNot } from './posts.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2024, 2, 1);
const every = (hours: number, count: number) =>
  postsAt(Array.from({ length: count }, (_, index) => START + index * hours * HOUR));

test('a timer shows in the gaps and in the hours', () => {
  const found = atOnce(automation(every(5, 120), CONTEXT));
  expect(shown(found, 'regular_intervals')).toMatchObject({
    measured: { coefficient_of_variation: 0, share_of_gaps_as_exact_as_a_timer: 1 },
    shows: true,
    weight: 'moderate',
  });
  expect(shown(found, 'round_the_clock')).toMatchObject({
    measured: {
      // Of a fixed raster more than the quarter of chance.
      share_of_posts_in_own_six_hours_of_rest: expect.closeTo(0.4, 1),
      longest_daily_rest_hours: 2,
    },
    shows: true,
  });
});

test('the daily rest goes over midnight', () => {
  const times = Array.from(
    { length: 120 },
    (_, index) => START + (24 * Math.floor(index / 4) + 8 + 4 * (index % 4)) * HOUR,
  );
  expect(shown(atOnce(automation(postsAt(times), CONTEXT)), 'round_the_clock')).toMatchObject({
    measured: { share_of_posts_in_own_six_hours_of_rest: 0, longest_daily_rest_hours: 12 },
    shows: false,
  });
});

/** A person awake from 7 to 23, five times a day, for two weeks of it nine zones away. */
const traveller = (days: number) =>
  postsAt(
    Array.from({ length: days * 5 }, (_, index) => {
      const day = Math.floor(index / 5);
      const zone = day >= 40 && day < 54 ? 9 : 0;
      return START + (24 * day + 7 - zone + ((index * 7.3) % 16)) * HOUR;
    }).sort((a, b) => a - b),
  );

test.each([300, 600])(
  'a journey is no round-the-clock posting, nor is its rest short, over %i days',
  (days) => {
    const value = shown(atOnce(automation(traveller(days), CONTEXT)), 'round_the_clock');
    expect(value).toMatchObject({ shows: false });
    expect(JSON.stringify(value)).toMatch(/"longest_daily_rest_hours":([4-9]|\d\d)/);
  },
);

/** Every half hour from waking on for 16 hours, a turn of so many days eight hours later than the one before. */
const shifts = (turn: number, perDay: number) =>
  postsAt(
    Array.from({ length: 60 * perDay }, (_, index) => {
      const [day, at] = [Math.floor(index / perDay), index % perDay];
      return START + (24 * day + 8 * (Math.floor(day / turn) % 3) + (16 * at) / perDay) * HOUR;
    }).sort((a, b) => a - b),
  );

test('shifts that change every week are no round-the-clock posting, however many posts', () => {
  for (const perDay of [4, 8, 32]) {
    const value = shown(atOnce(automation(shifts(7, perDay), CONTEXT)), 'round_the_clock');
    expect(value).toMatchObject({ shows: false });
  }
});

test('of a post or two a day at changing hours it cannot tell shifts from posting round the clock', () => {
  const random = createRandom(5);
  const seldom = postsAt(Array.from({ length: 200 }, (_, day) => START + 24 * (day + random()) * HOUR));
  expect(whyNot(atOnce(automation(seldom, CONTEXT)), 'round_the_clock')).toMatch(/^with so few posts a day/);
});

test('of ten simulated programs of each kind, four in five show the signal of their kind', () => {
  const shownBy = machinesWhoShow(10, 400, 6);
  const found = (kind: string): string[] =>
    shownBy.filter((each) => each.kind === kind && (each.people ?? 0) >= 8).map(({ name }) => name);
  expect(Object.fromEntries(Object.keys(MACHINES).map((kind) => [kind, found(kind)]))).toEqual({
    'timer of hours': ['regular_intervals', 'round_the_clock'],
    'random minute of each hour': ['round_the_clock'],
    'by chance, day and night': ['round_the_clock'],
    'fixed times on workdays': ['regular_intervals'],
    // Nothing tells them from a person at an office.
    'random minutes of workdays': [],
    'links to a feed': ['links'],
    'repeats a campaign': ['repeated_texts'],
    'promotes hashtags': ['hashtags'],
  });
});

test('repeats are counted among the hundred posts before, so that their share does not grow', () => {
  const texts = Array.from({ length: 450 }, (_, index) =>
    Array.from({ length: 6 }, (__, at) => {
      const which = index % 150;
      return `word${String.fromCharCode(97 + Math.floor(which / 26), 97 + (which % 26), 97 + at)}`;
    }).join(' '),
  );
  const found = atOnce(
    automation(
      texts.map((text, index) => post(`p${1000 + index}`, { text })),
      CONTEXT,
    ),
  );
  expect(shown(found, 'repeated_texts')).toMatchObject({
    measured: { share_of_posts_that_repeat_an_earlier_one: 0 },
    shows: false,
  });
});

test('simulated people show the signals as often as stated, with another seed', () => {
  expect(unlikeStated(60, 100, 99)).toEqual([]);
});

test('a rate that is 15 points off would be noticed', () => {
  expect(sameChance({ part: 60, of: 400 }, { part: 0, of: 60 })).toBeLessThan(0.001);
});

test('what is stated is of simulated people with about as many posts', () => {
  const stated = (posts: number) => shownByHumans('links', posts);
  expect(stated(20)).toMatchObject({ people_of_each_kind: 400, posts_of_each: 25 });
  expect(stated(230)).toMatchObject({ posts_of_each: 400 });
  expect(stated(90_000)).toMatchObject({ posts_of_each: 1_600 });
  expect(shownByHumans('round_the_clock', 100)).toMatchObject({
    share: expect.closeTo(0.01, 1),
    highest: { kind: 'day and night shifts' },
    posts_of_each: 100,
  });
  const { share = 0, low = 1, high = 0 } = stated(100) ?? {};
  expect(low).toBeLessThan(share);
  expect(high).toBeGreaterThan(share);
});

test('the documented rates are those that the reports state', async () => {
  const docs = await readFile(new URL('../../../docs/profiles.md', import.meta.url), 'utf8');
  const cellOf = (counts: readonly (number | null)[]): string =>
    counts
      .map((people) => (people === null ? '–' : String(Number(((100 * people) / rates.people).toFixed(1)))))
      .join(' · ');
  for (const kind of Object.keys(rates.shown.links)) {
    const row = docs.split('\n').find((line) => line.startsWith(`| ${kind} `));
    const cells = (row ?? '').split('|').slice(2, -1);
    expect(cells.map((cell) => cell.trim())).toEqual(
      Object.values(rates.shown).map((kinds) =>
        cellOf(Object.entries(kinds).find(([name]) => name === kind)?.[1] ?? []),
      ),
    );
  }
});

test('texts that were changed a little count as repeated', () => {
  const names = ['Anna', 'Boris', 'Clara', 'David', 'Elena'];
  const same = names.map((name, index) =>
    post(`s${index}`, {
      text: `Buy our great new lamps today for only ten coins at the big shop by the old bridge ${name}`,
    }),
  );
  const other = Array.from({ length: 15 }, (_, index) =>
    post(`x${index}`, {
      text: Array.from({ length: 6 }, (__, at) => `word${String.fromCharCode(97 + index, 97 + at)}`).join(
        ' ',
      ),
    }),
  );
  const found = atOnce(automation([...same, ...other], CONTEXT));
  expect(found.findings['repeated_texts']).toMatchObject({
    n: 20,
    post_ids: ['s1', 's2', 's3', 's4'],
    value: { measured: { share_of_posts_that_repeat_an_earlier_one: 0.2 } },
  });
});

test('link and hashtag ratios', () => {
  const posts = Array.from({ length: 20 }, (_, index) =>
    post(`p${index}`, { links: index < 5 ? ['https://example.org'] : [], hashtags: ['a', 'b'] }),
  );
  const found = atOnce(automation(posts, CONTEXT));
  expect(shown(found, 'links')).toMatchObject({
    measured: { share_of_posts_with_links: 0.25, links_per_post: 0.25 },
  });
  expect(shown(found, 'hashtags')).toMatchObject({
    measured: { share_of_posts_with_hashtags: 1, hashtags_per_post: 2 },
  });
});

test('every signal carries its warning and its reference, and none is a verdict', () => {
  const found = atOnce(automation(every(5, 120), { ...CONTEXT, profile: PROFILE }));
  for (const { value } of Object.values(found.findings)) {
    expect(value).toMatchObject({ warning: expect.stringContaining('68 %'), reference: expect.any(String) });
  }
  expect(shown(found, 'says_it_is_automated')).toMatchObject({ measured: true, weight: 'strong' });
  expect(JSON.stringify(found)).not.toMatch(/is_bot|likelihood|probability|"score"/);
});

test('few posts give no signal', () => {
  const found = atOnce(automation(every(5, 19), CONTEXT));
  expect(found.findings).toEqual({});
  expect(whyNot(found, 'says_it_is_automated')).toBe('the network does not say');
});
