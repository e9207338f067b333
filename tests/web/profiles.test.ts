import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { hasChromium, launch, violationsOf } from '../support/browser.ts';
import { postJson, startTestStack, type TestStack, untilEnded } from '../support/stack.ts';
import { type WatchedPage, watchedPage } from '../support/watched-page.ts';

const HOUR = 3_600_000;
const FROM = Date.UTC(2025, 0, 6, 9);
const MOODS = ['I love the old lighthouse', 'The train was late, what a terrible morning', 'Notes on maps'];

const somePosts = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    id: `p${at}`,
    created_at: new Date(FROM + at * 17 * HOUR).toISOString(),
    text: `${MOODS[at % MOODS.length]} and number ${at} of a long series about the sea and the harbour. #maps`,
    likes: at % 17,
  }));

describe.runIf(hasChromium('profiles in a browser'))('profiles in a browser', () => {
  let stack: TestStack;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;
  let id = '';
  const analyzed = async (count: number): Promise<string> => {
    const input = { platform: 'inline', profile_id: 'ada', posts: somePosts(count) };
    const answer = await postJson(`${stack.url}/api/v1/jobs`, { kind: 'profile', input });
    const { id: made } = z.looseObject({ id: z.string() }).parse(await answer.json());
    await untilEnded(stack.url, made, 45_000);
    return made;
  };
  beforeAll(async () => {
    [stack, browser] = await Promise.all([startTestStack({ MARKET_DATA: 'simulated' }), launch()]);
    await analyzed(120);
    id = await analyzed(200);
    watched = await watchedPage(browser, stack.url, { viewport: { width: 1_400, height: 900 } });
    page = watched.page;
    page.setDefaultTimeout(8_000);
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  const open = async (rest = ''): Promise<void> => {
    await page.goto(`/profiles/${id}${rest}`);
    await page.locator('.report .analysis').first().waitFor();
  };

  test('a report is reached from the list, and begins with what was read', async () => {
    await page.goto('/profiles');
    await page.getByRole('link', { name: 'ada' }).first().click();
    await page.getByText('200 posts were read').waitFor();
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('ada');
  });

  test('what it shows leads to the finding, and ten figures to the posts behind them', async () => {
    await open();
    const shows = page.locator('.report .five a');
    await expect.poll(() => shows.count()).toBeGreaterThanOrEqual(3);
    for (let at = 0; at < (await shows.count()); at++) {
      await shows.nth(at).click();
      await page.locator('.report .finding.target').waitFor();
    }
    const cites = page.locator('.report .basis .cite');
    await expect.poll(() => cites.count()).toBeGreaterThanOrEqual(10);
    const step = Math.floor((await cites.count()) / 10);
    for (let at = 0; at < 10; at++) {
      const cite = cites.nth(at * step);
      const post = ((await cite.getAttribute('href')) ?? '').slice(1);
      await cite.click();
      const shown = page.locator(`.report #${post}.target`);
      await shown.waitFor();
      await expect.poll(() => shown.textContent()).toMatch(/and number \d+ of a long series/);
      expect(new URL(page.url()).hash).toBe(`#${post}`);
    }
  });

  test('what it cannot show stands beside the findings', async () => {
    await open();
    await expect.poll(() => page.locator('.report .finding.unsaid').count()).toBeGreaterThan(0);
    await page.getByText('What it cannot show').waitFor();
  });

  test('an address with a post opens at the post, and the way back leads back', async () => {
    await open('#post-2');
    await page.locator('.report #post-2.target').waitFor();
    await page.getByRole('link', { name: 'Tone', exact: true }).click();
    await expect.poll(() => page.locator('.report .target').textContent()).toContain('Tone');
    await page.goBack();
    await page.locator('.report #post-2.target').waitFor();
  });

  test('two reports are compared in the page', async () => {
    await open();
    await page.getByLabel('Compare with the report of').selectOption({ index: 1 });
    await page.getByText('Before: 120 posts').waitFor();
    await page.locator('.report td[data-label="After"] a').first().click();
    await page.locator('.report .finding.target .cite').first().waitFor();
    await page.goBack();
    await page.getByText('Before: 120 posts').waitFor();
    await page.getByLabel('Compare with the report of').selectOption({ index: 0 });
    await page.getByText('200 posts were read').waitFor();
  });

  // The report's own page is looked at in both themes at every width in tests/profiles/http/report-page.test.ts.
  test.each([
    ['light', 390],
    ['dark', 800],
    ['light', 1_400],
  ] as const)('has no fault of access in %s at %d pixels', async (colorScheme, width) => {
    const own = await watchedPage(browser, stack.url, { colorScheme, viewport: { width, height: 900 } });
    await own.page.goto(`/profiles/${id}`);
    await own.page.locator('.report .analysis').first().waitFor();
    expect(await violationsOf(own.page)).toEqual([]);
    expect(await own.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await own.page.goto('/profiles');
    await own.page.locator('.job-rows a').first().waitFor();
    expect(await violationsOf(own.page)).toEqual([]);
    expect(own.errors).toEqual([]);
    await own.close();
  });

  test('nothing was complained of, kept away, or asked of anybody else', () => {
    const { errors, violations, elsewhere } = watched;
    expect({ errors, violations, elsewhere }).toEqual({ errors: [], violations: [], elsewhere: [] });
  });
});
