import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { samplePosts } from '../../dev/demo/sample-posts.ts';
import { sampleReport } from '../../dev/demo/sample-report.ts';
import { makeSamples } from '../../dev/demo/samples.ts';
import { badlySet, hasChromium, launch, violationsOf } from '../support/browser.ts';
import { getJson, startTestStack, type TestStack } from '../support/stack.ts';
import { dropFile, tabTo } from '../support/visitor.ts';
import { type WatchedPage, watchedPage } from '../support/watched-page.ts';
import { zipOf } from '../support/zip.ts';
import { MASTODON_ARCHIVE } from './mastodon-archive.ts';

const sizedSchema = z.object({ size: z.number() });
const MOST_SCRIPT = 100_000;
const KEY = 'uk_0123456789abcdef0123456789abcdef';

/** On the page of a job: waits until it has ended, and follows the link to what it found. */
async function endsAndOpens(page: Page, result: RegExp): Promise<void> {
  await page.getByRole('link', { name: 'See the result' }).click({ timeout: 60_000 });
  await page.waitForURL(result);
}

const clean = ({ errors, violations, elsewhere }: WatchedPage) => ({ errors, violations, elsewhere });
const CLEAN = { errors: [], violations: [], elsewhere: [] };

describe.skipIf(!hasChromium('the start page'))('the start page', () => {
  let stack: TestStack;
  let browser: Browser;
  beforeAll(async () => {
    [stack, browser] = await Promise.all([startTestStack({ MARKET_DATA: 'sample' }), launch()]);
    await makeSamples(stack.url, () => {});
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  test('shows a stock, a profile and a document that are finished, called samples, with time and price', async () => {
    const watched = await watchedPage(browser, stack.url);
    const { page } = watched;
    const scripts: Promise<number>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script')
        scripts.push(response.body().then((body) => gzipSync(body, { level: 9 }).length));
    });
    await page.goto('/');
    const samples = page.locator('.sample');
    await samples.nth(2).locator('.numeral').waitFor();
    expect(await samples.count()).toBe(3);
    for (const text of await samples.allInnerTexts()) {
      expect(text).toMatch(/^Sample\n/);
      expect(text).toMatch(/took [\d.]+ m?s · \$0\.\d+/);
    }
    expect(await samples.first().locator('svg[role=img]').getAttribute('aria-label')).toMatch(
      /^\d+ %, 95 % interval .* from \d+ separate trades; a trade on any day \d+ %\.$/,
    );
    const loaded = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0);
    expect(loaded).toBeGreaterThan(5_000);
    expect(loaded).toBeLessThanOrEqual(MOST_SCRIPT);
    expect(clean(watched)).toEqual(CLEAN);
    await watched.close();
  });

  test.each([
    ['light', 1_400],
    ['dark', 1_400],
    ['light', 390],
    ['dark', 800],
  ] as const)('is accessible and well set, %s at %d px', async (colorScheme, width) => {
    const watched = await watchedPage(browser, stack.url, { colorScheme, viewport: { width, height: 900 } });
    await watched.page.goto('/');
    await watched.page.locator('.sample .numeral').nth(2).waitFor();
    expect(await violationsOf(watched.page)).toEqual([]);
    expect(await badlySet(watched.page)).toEqual([]);
    await watched.close();
  });

  test('a form says the price before it is sent, and what is wrong beside its field', async () => {
    const watched = await watchedPage(browser, stack.url);
    const { page } = watched;
    await page.goto('/');
    const form = page.getByRole('form', { name: 'Stocks' });
    await form.getByLabel('Symbols').fill('AAPL, ^GSPC');
    await form.getByText(/2 steps to begin with, \d messages: \$0\.0000\d\./).waitFor();
    expect(clean(watched)).toEqual(CLEAN);
    await form.getByLabel('Symbols').fill('AAPL, what is this?');
    const fault = form.getByText(/is not a symbol/);
    await fault.waitFor();
    const id = await fault.getAttribute('id');
    await expect.poll(() => form.getByLabel('Symbols').getAttribute('aria-describedby')).toContain(id);
    await watched.close();
  });

  test('by keyboard alone stocks are sent, watched to their end, and opened', async () => {
    const watched = await watchedPage(browser, stack.url);
    const { page } = watched;
    await page.goto('/');
    await page.getByRole('form', { name: 'Stocks' }).waitFor();
    await tabTo(page, `name === 'symbols'`);
    await page.keyboard.type('AAPL');
    await tabTo(page, `textContent === 'Analyze stocks'`);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/jobs\/job_/);
    await page.getByText(/^1 of 1\./).waitFor();
    await tabTo(page, `textContent === 'See the result'`);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/stocks\?sort=/);
    await page.getByRole('link', { name: 'AAPL' }).waitFor();
    expect(clean(watched)).toEqual(CLEAN);
    await watched.close();
  });

  test('a profile is sent from its form, watched to its end, and opened', async () => {
    const watched = await watchedPage(browser, stack.url);
    const { page } = watched;
    await page.goto('/');
    const form = page.getByRole('form', { name: 'A profile' });
    await form.getByLabel('Platform').selectOption('inline');
    await form.getByLabel('Account').fill('ada');
    await form.getByText(/more settings$/).click();
    await form.getByLabel('Posts, as JSON').fill(JSON.stringify(samplePosts()));
    await form.getByRole('button', { name: 'Analyze profile' }).click();
    await endsAndOpens(page, /\/profiles\/job_/);
    await page.locator('.report .analysis').first().waitFor();
    // A form that is half filled has no price yet, which the browser writes down.
    const found = clean(watched);
    const errors = found.errors.filter((text) => !/\b422\b.*\?dry_run=true$/.test(text));
    expect({ ...found, errors }).toEqual(CLEAN);
    await watched.close();
  });

  test('a PDF dropped anywhere is uploaded and read', async () => {
    const watched = await watchedPage(browser, stack.url);
    const { page } = watched;
    await page.goto('/stocks');
    await page.getByRole('heading', { name: 'Stocks' }).waitFor();
    await dropFile(page, 'dropped.pdf', sampleReport());
    await page.waitForURL(/\/jobs\/job_/);
    await page.getByText('Uploaded.').waitFor();
    await endsAndOpens(page, /\/documents\/job_/);
    await page.locator('.xray .block').first().waitFor();
    expect(clean(watched)).toEqual(CLEAN);
    await watched.close();
  });

  test('an archive leaves its pictures behind and fills in whose network it is', async () => {
    const watched = await watchedPage(browser, stack.url);
    const { page } = watched;
    await page.goto('/');
    await page.getByRole('form', { name: 'A profile' }).waitFor();
    const archive = await zipOf({
      ...MASTODON_ARCHIVE,
      'media/a.jpg': Buffer.alloc(300_000, 1),
    });
    await dropFile(page, 'archive.zip', archive);
    await page.getByText(/1 pictures? .*stays? here/).waitFor();
    await page.waitForURL(/archive=doc_/);
    const form = page.getByRole('form', { name: 'A profile' });
    await expect.poll(() => form.getByLabel('Platform').inputValue()).toBe('mastodon_archive');
    const id = new URL(page.url()).searchParams.get('archive');
    const stored = sizedSchema.parse(await getJson(`${stack.url}/api/v1/documents/${id}`));
    expect(stored.size).toBeLessThan(9_000);
    await form.getByLabel('Account').fill('ada');
    await form.getByRole('button', { name: 'Analyze profile' }).click();
    await endsAndOpens(page, /\/profiles\/job_/);
    await page.locator('.report .analysis').first().waitFor();
    expect(clean(watched)).toEqual(CLEAN);
    await watched.close();
  });

  test('an upload that breaks off goes on with the parts that are missing', async () => {
    const watched = await watchedPage(browser, stack.url);
    const { page } = watched;
    const sent: string[] = [];
    let broken = false;
    await page.route('**/parts/*', async (route) => {
      const part = route.request().url().split('/').at(-1) ?? '';
      sent.push(part);
      if (part !== '2' || broken) return route.continue();
      broken = true;
      return route.abort();
    });
    await page.goto('/');
    const big = Buffer.concat([Buffer.from(sampleReport()), Buffer.alloc(4_200_000, 32)]);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'big.pdf', mimeType: 'application/pdf', buffer: big });
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.waitForURL(/\/jobs\/job_/);
    expect(sent.sort()).toEqual(['1', '2', '2']);
    await watched.close();
  });

  test('a file that nothing reads is refused here, with what would be read', async () => {
    const watched = await watchedPage(browser, stack.url);
    await watched.page.goto('/');
    await watched.page.locator('input[type=file]').waitFor();
    await dropFile(watched.page, 'song.mp3', Buffer.from('ID3\x04\0\0\0\0'));
    await watched.page.getByText(/neither a document nor an archive/).waitFor();
    expect(clean(watched)).toEqual(CLEAN);
    await watched.close();
  });
});

describe.skipIf(!hasChromium('the start page of a deployment'))('a deployment without samples', () => {
  test('begins with the forms, and asks for a key first where it needs one', async () => {
    await using run = await deployed({
      MARKET_DATA: 'sample',
      API_KEYS: `ada:${KEY}`,
    });
    const { page } = run.watched;
    await page.goto('/');
    await page.getByLabel('API key').fill(KEY);
    await page.getByRole('button', { name: 'Use this key' }).click();
    await page.getByRole('form', { name: 'Stocks' }).waitFor();
    await expect.poll(() => page.locator('.sample').count()).toBe(0);
    await expect.poll(() => page.locator('main h2').allInnerTexts()).toEqual(['Start one of your own']);
    expect(page.url()).not.toContain(KEY);
  });
});

async function deployed(env: Record<string, string>) {
  const [stack, browser] = await Promise.all([startTestStack(env), launch()]);
  const watched = await watchedPage(browser, stack.url);
  return {
    watched,
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      await stack.stop();
    },
  };
}
