import { describe, expect, test } from 'vitest';
import { ANALYSES } from '../../../lib/profiles/analyses/analyses.ts';
import { compareReports } from '../../../lib/profiles/compare/compare.ts';
import { comparisonSchema } from '../../../lib/profiles/compare/comparison-json.ts';
import type { Post, Profile } from '../../../lib/profiles/networks/social.ts';
import {
  assembleReport,
  keepReport,
  type Report,
  reportSchema,
} from '../../../lib/profiles/report/report.ts';
import { PROFILE, post } from '../analyses/posts.ts';

const DAY = 86_400_000;
const MARCH = '2024-03-01T00:00:00.000Z';
const JULY = '2024-07-01T00:00:00.000Z';

interface Sample {
  asOf: string;
  count?: number;
  perDay?: number;
  given?: (index: number) => Partial<Post>;
  profile?: Partial<Profile>;
  timeZone?: string;
  maxPosts?: number;
}

/** A sample of one profile through the real analyses, so many posts a day back from `asOf`. */
async function reportOf(sample: Sample): Promise<Report> {
  const { asOf, count = 120, perDay = 2, given = () => ({}), timeZone = 'UTC', maxPosts = 2000 } = sample;
  const profile = { ...PROFILE, ...sample.profile };
  const posts = Array.from({ length: count }, (_, index) => {
    const createdAt = new Date(Date.parse(asOf) - ((count - index) * DAY) / perDay).toISOString();
    return post(`${asOf}-${index}`, { createdAt, text: 'I love the old lighthouse', ...given(index) });
  });
  const context = { profile, timeZone, asOf };
  const found = await Promise.all(
    ANALYSES.map(async ({ name, run }) => [name, await run(posts, context)] as const),
  );
  const kept = keepReport({
    asOf,
    gathered: { posts, pages: 1, skipped: {}, changed: {} },
    names: ANALYSES.map(({ name }) => name),
    options: { timeZone, mode: 'deep', maxPosts },
    failedPages: 0,
    most: maxPosts,
    incomplete: [],
  });
  return assembleReport(kept, profile, new Map<string, unknown>(found));
}

const compared = async (earlier: Sample, later: Sample) =>
  compareReports(await reportOf(earlier), await reportOf(later));
type Comparison = Awaited<ReturnType<typeof compared>>;

const numberOf = ({ numbers }: Comparison, finding: string, number: string) =>
  numbers.find((entry) => entry.finding === finding && entry.number === number);
const listOf = ({ lists }: Comparison, finding: string) => lists.find((entry) => entry.finding === finding);
const whyNot = ({ not_compared }: Comparison, finding: string) =>
  not_compared.find((entry) => entry.finding === finding)?.why;

describe('a comparison', () => {
  test('gives before, after, difference, both n and a sentence', async () => {
    const comparison = await compared({ asOf: MARCH, perDay: 2 }, { asOf: JULY, count: 180, perDay: 3 });
    expect(numberOf(comparison, 'posts_per_week', 'median')).toEqual({
      analysis: 'activity',
      finding: 'posts_per_week',
      number: 'median',
      before: 14,
      after: 21,
      difference: 7,
      n_before: 120,
      n_after: 180,
      outcome: 'higher',
      sentence: 'Posts a week, median: 14 (n = 120) before, 21 (n = 180) after. Higher by 7.',
    });
  });

  test('is plain JSON of the shape that it states', async () => {
    const comparison = await compared({ asOf: MARCH }, { asOf: JULY });
    expect(comparison.numbers.length).toBeGreaterThan(20);
    expect(comparisonSchema.parse(JSON.parse(JSON.stringify(comparison)))).toEqual(comparison);
  });

  test('compares kinds and sentiment by their shares, an absent one as 0', async () => {
    const comparison = await compared(
      { asOf: MARCH, given: (index) => ({ statedLanguage: 'en', kind: index % 2 === 0 ? 'post' : 'reply' }) },
      {
        asOf: JULY,
        given: (index) => ({
          statedLanguage: 'en',
          text: index % 4 === 0 ? 'I hate this awful storm' : 'I love it',
        }),
      },
    );
    expect(numberOf(comparison, 'by_kind', 'reply.share')).toMatchObject({
      before: 0.5,
      after: 0,
      difference: -0.5,
    });
    expect(numberOf(comparison, 'distribution', 'labels.negative.share')).toMatchObject({
      before: 0,
      after: 0.25,
    });
  });

  test("compares how much of the text is the author's own", async () => {
    const quoting = { text: 'I do not think so\n> The old lighthouse is lit every evening' };
    const comparison = await compared({ asOf: MARCH }, { asOf: JULY, given: () => quoting });
    const { before, after, outcome } = numberOf(comparison, 'own_words', 'own_share') ?? {};
    expect([before, outcome]).toEqual([1, 'lower']);
    expect(after).toBeLessThan(0.5);
  });

  test('counts a language that one report does not have as 0', async () => {
    const german = {
      statedLanguage: 'de',
      text: 'Der alte Leuchtturm steht seit hundert Jahren auf dem Felsen',
    };
    const english = {
      statedLanguage: 'en',
      text: 'The old lighthouse has stood on its rock for a hundred years',
    };
    const comparison = await compared(
      { asOf: MARCH, given: () => german },
      { asOf: JULY, given: (index) => (index % 2 === 0 ? german : english) },
    );
    expect(numberOf(comparison, 'languages', 'languages.en.share')).toMatchObject({ before: 0, after: 0.5 });
  });

  test('compares what the profile tells, without a sample', async () => {
    const comparison = await compared({ asOf: MARCH }, { asOf: JULY, profile: { followers: 45 } });
    expect(numberOf(comparison, 'counts', 'followers')).toMatchObject({
      before: 30,
      after: 45,
      difference: 15,
      sentence: 'Followers: 30 before, 45 after. Higher by 15.',
    });
  });

  test('says too few, not higher, where one sample is small', async () => {
    const likes = (index: number) => ({ likes: index });
    const comparison = await compared({ asOf: MARCH, count: 12, given: likes }, { asOf: JULY, given: likes });
    const number = numberOf(comparison, 'likes', 'median');
    expect(number?.outcome).toBe('too_few');
    expect(number?.sentence).toMatch(/Too few to tell a difference from chance\.$/);
    expect(number?.sentence).not.toMatch(/higher|lower/i);
    const other = await compared({ asOf: MARCH, given: likes }, { asOf: JULY, count: 12, given: likes });
    expect(numberOf(other, 'likes', 'median')?.outcome).toBe('too_few');
  });

  test('never judges', async () => {
    const comparison = await compared({ asOf: MARCH }, { asOf: JULY, count: 40, perDay: 9 });
    expect(JSON.stringify(comparison)).not.toMatch(/improv|better|worse|good|bad|progress|declin/i);
  });

  test('gives equal numbers as equal', async () => {
    const report = await reportOf({ asOf: MARCH, given: (index) => ({ likes: index }) });
    const outcomes = compareReports(report, report).numbers.map(({ outcome }) => outcome);
    expect(new Set(outcomes)).toEqual(new Set(['equal']));
  });

  test('is the same bytes for the same reports, whatever the order of their keys', async () => {
    const [earlier, later] = await Promise.all([
      reportOf({ asOf: MARCH }),
      reportOf({ asOf: JULY, perDay: 3 }),
    ]);
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, inner]) => [key, reversed(inner)]),
      );
    };
    const again = compareReports(reportSchema.parse(reversed(earlier)), reportSchema.parse(reversed(later)));
    expect(JSON.stringify(again)).toBe(JSON.stringify(compareReports(earlier, later)));
  });
});

describe('the samples', () => {
  test('of one time are said to overlap', async () => {
    const { samples } = await compared({ asOf: MARCH }, { asOf: '2024-03-11T00:00:00.000Z' });
    expect(samples).toMatchObject({
      overlap: 'spans',
      from: '2024-01-11T00:00:00.000Z',
      to: '2024-02-29T12:00:00.000Z',
    });
    expect(samples.sentence).toContain('not independent');
  });

  test('of separate times do not overlap', async () => {
    const { samples } = await compared({ asOf: MARCH }, { asOf: JULY });
    expect(samples).toMatchObject({ overlap: 'none', from: null, to: null });
  });

  test('without dates may overlap', async () => {
    const { samples } = await compared({ asOf: MARCH, given: () => ({ createdAt: null }) }, { asOf: JULY });
    expect(samples.overlap).toBe('unknown');
  });

  test('bring their cautions: a cap, another time zone, the wrong order', async () => {
    const plain = await compared({ asOf: MARCH }, { asOf: JULY });
    expect(plain.cautions).toHaveLength(1);
    const odd = await compared({ asOf: JULY, maxPosts: 120 }, { asOf: MARCH, timeZone: 'Asia/Tokyo' });
    expect(odd.cautions).toHaveLength(4);
    expect(whyNot(odd, 'posts_per_day')).toBe('The reports use different time zones.');
    expect(numberOf(plain, 'posts_per_day', 'mean')).toBeDefined();
  });
});

describe('lists', () => {
  test('say what appeared, went and stayed', async () => {
    const comparison = await compared(
      { asOf: MARCH, given: (index) => ({ hashtags: index % 2 === 0 ? ['sea'] : ['ferry'] }) },
      { asOf: JULY, given: (index) => ({ hashtags: index % 2 === 0 ? ['sea'] : ['<b>moon'] }) },
    );
    expect(listOf(comparison, 'hashtags')).toMatchObject({
      appeared: ['<b>moon'],
      gone: ['ferry'],
      stayed: ['sea'],
      complete: true,
      outcome: 'compared',
    });
    expect(listOf(comparison, 'hashtags')?.sentence).not.toContain('moon');
    expect(listOf(comparison, 'topics')?.complete).toBe(false);
  });

  test('that were cut say that what left may still be in use', async () => {
    const many = (from: number) => (index: number) => ({ hashtags: [`tag${from + (index % 30)}`] });
    const comparison = await compared({ asOf: MARCH, given: many(0) }, { asOf: JULY, given: many(10) });
    expect(listOf(comparison, 'hashtags')?.complete).toBe(false);
    expect(listOf(comparison, 'hashtags')?.sentence).toContain('may still be in use');
  });

  test('of few posts are too few', async () => {
    const tags = () => ({ hashtags: ['sea'] });
    const comparison = await compared({ asOf: MARCH, count: 5, given: tags }, { asOf: JULY, given: tags });
    expect(listOf(comparison, 'hashtags')?.outcome).toBe('too_few');
  });
});

describe('what is not compared', () => {
  test('is named with the reason of the report that lacks it', async () => {
    const comparison = await compared({ asOf: MARCH, given: () => ({ likes: 1 }) }, { asOf: JULY });
    expect(whyNot(comparison, 'likes')).toBe('Later report: the likes of too few posts are known.');
    expect(whyNot(comparison, 'reposts')).toMatch(/^Earlier report: .* Later report: /);
    expect(numberOf(comparison, 'likes', 'median')).toBeUndefined();
  });

  test('includes an analysis that failed', async () => {
    const report = await reportOf({ asOf: MARCH });
    const { sentiment: _, ...findings } = report.findings;
    const comparison = compareReports(report, { ...report, findings, missing: ['sentiment'] });
    expect(whyNot(comparison, 'distribution')).toBe('Later report: the analysis ended with an error.');
  });

  test('includes figures of two languages', async () => {
    const words = (language: string, text: string) => () => ({ statedLanguage: language, text });
    const comparison = await compared(
      {
        asOf: MARCH,
        given: words('de', 'Der alte Leuchtturm steht seit hundert Jahren auf dem Felsen am Meer'),
      },
      {
        asOf: JULY,
        given: words('en', 'The old lighthouse has stood on its rock for a hundred years by the sea'),
      },
    );
    expect(whyNot(comparison, 'function_words')).toBe('The figures are for different languages.');
  });

  test('includes signals of automation and forecasts', async () => {
    const { not_compared } = await compared({ asOf: MARCH }, { asOf: JULY });
    expect(not_compared.map(({ analysis }) => analysis)).toEqual(
      expect.arrayContaining(['automation', 'prediction']),
    );
  });

  test.each<[string, Partial<Profile>]>([
    ['another account', { id: '2' }],
    ['another network', { platform: 'bluesky' }],
  ])('is %s: two people are never set side by side', async (_, profile) => {
    const [mine, other] = await Promise.all([reportOf({ asOf: MARCH }), reportOf({ asOf: JULY, profile })]);
    expect(() => compareReports(mine, other)).toThrow(
      expect.objectContaining({ code: 'different_profiles' }),
    );
  });
});
