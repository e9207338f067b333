import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { badlySet, hasChromium, launch, violationsOf } from '../support/browser.ts';
import { analyze, startTestStack, type TestStack, untilEnded } from '../support/stack.ts';
import { type WatchedPage, watchedPage } from '../support/watched-page.ts';

const clean = ({ errors, violations, elsewhere }: WatchedPage) => ({ errors, violations, elsewhere });
const CLEAN = { errors: [], violations: [], elsewhere: [] };
const PAGES = [
  '/stocks',
  '/stocks/AAPL',
  '/stocks/evidence',
  '/stocks/record?data_source=sample',
  '/stocks/watchlist',
];

/** Whether an element is open, and in the window at least in part. */
const inView = (id: string): string => `(() => {
  const { top, bottom, height } = document.getElementById(${JSON.stringify(id)}).getBoundingClientRect();
  return height > 0 && bottom > 0 && top < innerHeight;
})()`;

/** Tables scroll in boxes of their own, and the chart is a picture with a table beside it. */
const IN_A_BOX = /^(outside|clipped: (wide$|tv-lightweight-charts|$))/;

describe.skipIf(!hasChromium('the pages of the stocks'))('the stocks', () => {
  let stack: TestStack;
  let browser: Browser;
  beforeAll(async () => {
    [stack, browser] = await Promise.all([startTestStack({ MARKET_DATA: 'sample' }), launch()]);
    await untilEnded(stack.url, await analyze(stack.url, ['AAPL', '^GSPC']), 60_000);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  test('each verdict stands beside what such buys won and the base rate; sorts and filters are in the address', async () => {
    const watched = await watchedPage(browser, stack.url);
    const { page } = watched;
    await page.goto('/stocks');
    const symbols = page.locator('tbody th a');
    await symbols.nth(1).waitFor();
    expect(await symbols.allInnerTexts()).toEqual(['AAPL', '^GSPC']);
    expect(await page.locator('tbody svg[role=img]').first().getAttribute('aria-label')).toMatch(
      /a trade on any day/,
    );
    await expect
      .poll(() => page.locator('main tbody tr').first().textContent())
      .toContain('Sample, not live');
    await page.getByRole('link', { name: 'Symbol' }).click();
    await page.waitForURL('**/stocks?sort=-ticker');
    await expect.poll(() => symbols.first().textContent()).toBe('^GSPC');
    await page.getByLabel('Evidence').selectOption('better');
    await page.getByText('No result fits these filters.').waitFor();
    await page.goBack();
    await symbols.nth(1).waitFor();
    expect(clean(watched)).toEqual(CLEAN);
    await watched.close();
  });

  test('a symbol has its candles with the plan, the same in a sentence and a table, and names who drew them', async () => {
    const watched = await watchedPage(browser, stack.url);
    const { page } = watched;
    await page.goto('/stocks');
    await page.getByRole('link', { name: '^GSPC' }).click();
    await page.waitForURL('**/stocks/%5EGSPC');
    await page.locator('.chart canvas').first().waitFor();
    const sentence = (await page.locator('.chart').getAttribute('aria-label')) ?? '';
    expect(sentence).toMatch(/^\^GSPC went from [\d,.]+ on .* The plan enters at [\d,.]+, stops at /);
    await expect.poll(() => page.getByText(sentence).count()).toBe(1);
    await page.getByText('The bars as a table').click();
    await expect
      .poll(() => page.getByRole('region', { name: 'Bars, newest first' }).locator('tbody tr').count())
      .toBe(100);
    await expect
      .poll(() => page.getByRole('link', { name: 'TradingView' }).getAttribute('href'))
      .toContain('tradingview.com');
    await page.getByText('All 31 votes').click();
    await expect
      .poll(() => page.getByRole('region', { name: '31 votes' }).locator('tr[id^="vote-"]').count())
      .toBe(31);
    await page.getByRole('link', { name: '1 year' }).click();
    await page.waitForURL('**?range=1y');
    await expect.poll(() => page.locator('.chart').getAttribute('aria-label')).not.toBe(sentence);
    expect(clean(watched)).toEqual(CLEAN);
    await watched.close();
  });

  test('ten figures and more lead to what they rest on in one action each', async () => {
    const watched = await watchedPage(browser, stack.url);
    const { page } = watched;
    await page.goto('/stocks');
    for (const [column, place] of [
      ['.verdict-cell', 'verdict-why'],
      ['.evidence-cell', 'evidence'],
      ['.close-cell', 'prices'],
    ] as const) {
      await page.locator(`main tbody tr ${column} a`).first().click();
      await page.waitForURL(`**/stocks/AAPL#${place}`);
      await page.locator(`#${place}`).waitFor();
      await page.goBack();
    }
    await page.goto('/stocks/AAPL');
    await page.locator('.chart canvas').first().waitFor();
    const figures = page.locator('main a[href^="#"]');
    const count = await figures.count();
    expect(count).toBeGreaterThanOrEqual(10);
    for (let at = 0; at < count; at++) {
      const id = ((await figures.nth(at).getAttribute('href')) ?? '').slice(1);
      await figures.nth(at).click();
      await expect.poll(() => page.evaluate(inView(id)), { message: id }).toBe(true);
    }
    expect(clean(watched)).toEqual(CLEAN);
    await watched.close();
  });

  test('sorts by evidence and by turnover', async () => {
    const watched = await watchedPage(browser, stack.url);
    const { page } = watched;
    await page.goto('/stocks');
    for (const [name, by] of [
      ['Evidence', 'evidence'],
      ['Turnover a day', 'turnover'],
    ] as const) {
      await page.getByRole('columnheader').getByRole('link', { name }).click();
      await page.waitForURL(`**/stocks?sort=-${by}`);
      await page.locator('main tbody tr').nth(1).waitFor();
    }
    expect(clean(watched)).toEqual(CLEAN);
    await watched.close();
  });

  test('from a verdict to its evidence, its votes and its past is one action each', async () => {
    const watched = await watchedPage(browser, stack.url);
    const { page } = watched;
    await page.goto('/stocks/AAPL');
    for (const heading of [
      'What such buys won here',
      'Plan',
      'Why',
      'Earlier verdicts',
      'What became of its plans',
    ])
      await page.getByRole('heading', { name: heading, exact: true }).waitFor();
    await page
      .getByRole('region', { name: 'Earlier verdicts, newest first' })
      .getByRole('link')
      .first()
      .click();
    await page.waitForURL(/\?job=job_/);
    await page.locator('.verdict-line').waitFor();
    expect(clean(watched)).toEqual(CLEAN);
    await watched.close();
  });

  test('a symbol that nobody analyzed says so, and leads to the form', async () => {
    const watched = await watchedPage(browser, stack.url);
    await watched.page.goto('/stocks/NONE');
    await watched.page.getByText('There is no result of NONE. Analyze it first.').waitFor();
    await expect
      .poll(() => watched.page.getByRole('link', { name: 'To the form' }).getAttribute('href'))
      .toBe('/#new-stocks');
    await watched.close();
  });

  test('the watchlist takes symbols, a schedule and its end, each without a reload', async () => {
    const watched = await watchedPage(browser, stack.url);
    const { page } = watched;
    await page.goto('/stocks/watchlist');
    await page.getByText('Nothing is watched yet.').waitFor();
    await page.getByRole('textbox', { name: 'Symbol' }).fill('aapl');
    await page.getByRole('button', { name: 'Watch it' }).click();
    await page.getByRole('link', { name: 'AAPL' }).waitFor();
    await page.getByLabel('Time zone').fill('Asia/Kolkata');
    await page.getByRole('button', { name: 'Set the schedule' }).click();
    await page.getByText(/Analyzed Monday to Friday at 09:30, Asia\/Kolkata time\. Next/).waitFor();
    await page.getByRole('button', { name: 'Stop it' }).click();
    await page.getByText('The list is analyzed when you say so.').waitFor();
    await page.getByRole('button', { name: 'Stop watching AAPL' }).click();
    await page.getByText('Nothing is watched yet.').waitFor();
    expect(clean(watched)).toEqual(CLEAN);
    await watched.close();
  });

  test.each([
    ['light', 1_400],
    ['dark', 800],
    ['dark', 390],
  ] as const)('are accessible and well set, %s at %d px', async (colorScheme, width) => {
    const watched = await watchedPage(browser, stack.url, { colorScheme, viewport: { width, height: 900 } });
    for (const path of PAGES) {
      await watched.page.goto(path);
      await watched.page.locator('main h1').waitFor();
      await watched.page.waitForLoadState('networkidle');
      expect([path, await violationsOf(watched.page)]).toEqual([path, []]);
      const bad = (await badlySet(watched.page)).filter((each) => !IN_A_BOX.test(each));
      expect([path, bad]).toEqual([path, []]);
    }
    expect(clean(watched)).toEqual(CLEAN);
    await watched.close();
  });
});
