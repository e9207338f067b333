import { expect, test } from 'vitest';
import { atOnce } from '../../../lib/core/slices.ts';
import { automation } from '../../../lib/profiles/analyses/automation.ts';
import { CONTEXT, PROFILE, post, postsAt, shown, whyNot } from './posts.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2024, 2, 1);
const every = (hours: number, count: number) =>
  postsAt(Array.from({ length: count }, (_, index) => START + index * hours * HOUR));

test('a timer shows in the gaps and in the hours', () => {
  const found = atOnce(automation(every(5, 120), CONTEXT));
  expect(shown(found, 'regular_intervals')).toMatchObject({
    measured: { coefficient_of_variation: 0, share_of_gaps_within_5_percent_of_median: 1 },
    weight: 'moderate',
  });
  expect(shown(found, 'round_the_clock')).toMatchObject({
    measured: { hours_of_the_day_used: 24, longest_daily_rest_hours: 0 },
  });
});

test('the daily rest goes over midnight', () => {
  const times = Array.from(
    { length: 120 },
    (_, index) => START + (24 * Math.floor(index / 4) + 8 + 4 * (index % 4)) * HOUR,
  );
  expect(shown(atOnce(automation(postsAt(times), CONTEXT)), 'round_the_clock')).toMatchObject({
    measured: { hours_of_the_day_used: 4, longest_daily_rest_hours: 11 },
  });
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
