import { describe, expect, test } from 'vitest';
import { compareReports } from '../../../lib/profiles/compare/compare.ts';
import { comparisonHtml } from '../../../lib/profiles/http/comparison-html.ts';
import { reportCsv } from '../../../lib/profiles/http/report-csv.ts';
import { reportHtml } from '../../../lib/profiles/http/report-html.ts';
import { reportMarkdown } from '../../../lib/profiles/http/report-markdown.ts';
import { lastYearOf, yearHtml } from '../../../lib/profiles/http/year-html.ts';
import { reportSchema } from '../../../lib/profiles/report/report.ts';
import { adasReport } from './report-of.ts';
import { reportPosts } from './report-posts.ts';

const posts = reportPosts(300);
const report = await adasReport(posts);
const META = { jobId: 'job_1', completedAt: null };

/** The report with every string replaced but those that its schema names. */
function filledWith(payload: string) {
  const copy: unknown = JSON.parse(JSON.stringify(report), (key, value) => {
    if (typeof value !== 'string' || key === 'platform' || key === 'mode') return value;
    return payload;
  });
  return reportSchema.parse(copy);
}

describe('the page', () => {
  test('says on top what failed and what was changed, before what it shows', () => {
    const page = reportHtml(report, META, posts);
    const order = [
      '1 page of posts could not be read',
      'Some posts were changed',
      'were read',
      'What it shows',
    ];
    const places = order.map((part) => page.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(page.match(/<ol class="five">([\s\S]*?)<\/ol>/)?.[1]?.match(/<li>/g)).toHaveLength(5);
  });

  test('quotes the posts it cites, escaped, and shortens long ones', () => {
    const hostile = posts.map((post) => ({ ...post, text: `<b onclick=x>\u202e${'long '.repeat(900)}` }));
    const page = reportHtml(report, META, hostile);
    expect(page).toContain('&lt;b onclick=x&gt;[U+202E]long long');
    expect(page).not.toContain('long '.repeat(100));
    expect(reportHtml(report, META, null)).toContain('no longer kept');
  });

  test('speaks to people, not in names of fields', () => {
    const text = reportHtml(report, META, posts).replace(
      /<style>[\s\S]*<\/style>|<details>[\s\S]*?<\/details>|<[^>]+>/g,
      ' ',
    );
    expect(text.match(/\b[a-z]+(_[a-z0-9]+)+\b/g)?.filter((word) => !word.startsWith('job_'))).toEqual([]);
  });
});

describe('Markdown', () => {
  test('has the sentences of the page', () => {
    const text = reportMarkdown(report);
    expect(text).toContain('# Ada of the lighthouse');
    expect(text).toMatch(/### Posts a week\n\nA typical week has \d/);
    expect(text).toContain('> 1 page of posts could not be read');
  });

  test.each([
    '[x](javascript:alert(1))',
    '<script>1</script>',
    '# head\n- item',
    '`code`',
    '![i](http://e.example)',
  ])('keeps %j of others as text', (payload) => {
    const text = reportMarkdown(filledWith(payload));
    expect(text).not.toContain(payload);
    expect(text).not.toMatch(/(?<!\\)[<[`!]/);
  });
});

describe('CSV', () => {
  test('has a line for each figure, under its header', () => {
    const [header, ...lines] = reportCsv(report).trimEnd().split('\r\n');
    expect(header).toBe('analysis,finding,figure,value,n,confidence,post_ids,not_assessed');
    expect(lines.find((line) => line.startsWith('activity,gaps,longest.hours,'))).toMatch(/,299,high,/);
    expect(lines.filter((line) => line.startsWith('network,reciprocity,,,,,,'))).toHaveLength(1);
  });

  test('holds no formula', () => {
    const lines = reportCsv(filledWith('=HYPERLINK("https://evil.example")'));
    expect(lines).not.toMatch(/(^|,)"?=/m);
  });
});

const TASKS = { earlier: 'job_a', later: 'job_b' };

test('each figure of a comparison leads to its finding, with its posts, in the report it is of', async () => {
  const later = await adasReport(posts.slice(120));
  const page = comparisonHtml(compareReports(report, later), TASKS);
  for (const id of ['job_a', 'job_b'])
    expect(page).toMatch(
      new RegExp(`<td data-label="(Before|After)"><a href="/profiles/${id}#activity-posts_per_day">`),
    );
  expect(page.match(/<a href="\/profiles\//g)).toHaveLength(
    2 * (page.match(/data-label="Figure"/g) ?? []).length,
  );
});

test('a comparison as a page has its cautions before its differences, and escapes names', async () => {
  const later = await adasReport(posts.slice(120));
  const page = comparisonHtml(
    compareReports(report, { ...later, profile: { ...later.profile, handle: '<i>ada' } }),
    TASKS,
  );
  expect(page.indexOf('Each difference is arithmetic')).toBeGreaterThan(0);
  expect(page.indexOf('Each difference is arithmetic')).toBeLessThan(page.indexOf('When and how often'));
  expect(page).toContain('&lt;i&gt;ada');
  expect(page).not.toContain('<i>ada');
});

describe('the year in review', () => {
  test('is of the posts of that year alone, in the time zone of the report', async () => {
    const edge = { ...posts[0], createdAt: '2023-12-31T23:30:00.000Z', text: 'Happy new year', likes: 999 };
    const all = reportPosts(300).map((post, at) => (at === 0 ? { ...post, ...edge } : post));
    expect(lastYearOf(report, all)).toBe(2024);
    const year = await yearHtml(report, all, 2024);
    expect(year).toContain('Happy new year');
    expect(await yearHtml(report, all, 2023)).not.toContain('Happy new year');
    expect(lastYearOf(report, [])).toBeNull();
  });

  test('is one file that asks for nothing, and each of its links leads somewhere', async () => {
    const year = await yearHtml(report, posts, 2024);
    expect(year).not.toMatch(/<script|<link|<img|\ssrc=|url\(/);
    const ids = new Set([...year.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const targets = [...year.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
    expect(targets.length).toBeGreaterThan(20);
    expect(targets.filter((target) => !ids.has(target))).toEqual([]);
  });
});
