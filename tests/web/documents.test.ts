import { Buffer } from 'node:buffer';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { book } from '../support/books.ts';
import { hasChromium, launch, violationsOf } from '../support/browser.ts';
import { processPdf } from '../support/documents.ts';
import { evidenceDocument } from '../support/evidence-document.ts';
import { startTestStack, type TestStack, untilEnded } from '../support/stack.ts';
import { type WatchedPage, watchedPage } from '../support/watched-page.ts';

const PAGES = 9;
const LONG = 260;

describe.runIf(hasChromium('documents in a browser'))('documents in a browser', () => {
  let stack: TestStack;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;
  let path = '';
  const pdf = evidenceDocument(PAGES);
  beforeAll(async () => {
    [stack, browser] = await Promise.all([startTestStack({ MARKET_DATA: 'simulated' }), launch()]);
    watched = await watchedPage(browser, stack.url, { viewport: { width: 1_400, height: 900 } });
    page = watched.page;
    page.setDefaultTimeout(8_000);
    await page.goto('/documents');
    const file = { name: 'salt.pdf', mimeType: 'application/pdf', buffer: Buffer.from(await pdf) };
    await page.getByLabel('A document, chosen or dropped here').setInputFiles(file);
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.waitForURL(/\/documents\/job_/);
    path = new URL(page.url()).pathname;
    await page.getByText(/words, English/).waitFor({ timeout: 45_000 });
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  const open = async (query = ''): Promise<void> => {
    await page.goto(`${path}${query}`);
    await page.locator('.xray .block').first().waitFor();
  };
  test('the same file sent again is said to be read before, and its result is a link', async () => {
    await page.goto('/documents');
    const file = { name: 'copy.pdf', mimeType: 'application/pdf', buffer: Buffer.from(await pdf) };
    await page.getByLabel('A document, chosen or dropped here').setInputFiles(file);
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.getByText('copy.pdf was read before').waitFor();
    await page.getByRole('link', { name: 'open what was read' }).click();
    await page.waitForURL(new RegExp(`${path}$`));
  });

  const chosen = () => page.locator('.xray .chosen, .xray .chosen-box, .xray .found').first();

  test('a PDF sent from the form is opened under its name, without a reload', async () => {
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('salt.pdf');
    await expect.poll(() => page.locator('.numeral').textContent()).toBe(`${PAGES + 1} pages`);
    await page.locator('.xray .block').first().waitFor();
    await expect
      .poll(() => page.locator('.xray text').allTextContents())
      .toContain('Chapter 1: The harbour books');
  });

  test.each([
    ['sections', '.outline a'],
    ['summary', '.cited a'],
    ['tables', '.plain a:not([download])'],
    ['entities', '.plain .pages a'],
    ['keywords', '.plain .pages a.figure'],
  ])('ten of what is found as %s lead to their place in one action', async (side, links) => {
    await open(`?side=${side}`);
    await page.locator(`.side ${links}`).first().waitFor();
    const count = Math.min(10, await page.locator(`.side ${links}`).count());
    expect(count).toBeGreaterThan(side === 'tables' ? 2 : 5);
    for (let at = 0; at < count; at++) {
      const link = page.locator(`.side ${links}`).nth(at);
      const number = new URLSearchParams((await link.getAttribute('href')) ?? '').get('page');
      await link.click();
      await page.getByRole('img', { name: `Page ${number}, as it was read` }).waitFor();
      await chosen().waitFor({ state: 'attached' });
    }
  });

  test('figures about pages lead to the pages that they count', async () => {
    await open('?side=about');
    const figures = page.locator('.side .facts a[href*="only="]');
    const wanted = await figures.allTextContents();
    expect(wanted.length).toBeGreaterThanOrEqual(3);
    for (const [at, text] of wanted.entries()) {
      await open('?side=about');
      await figures.nth(at).click();
      const number = Number(text.split(' ')[0]?.replaceAll(',', ''));
      await expect.poll(() => page.locator('.rows li').count()).toBe(number);
    }
  });

  test('a part lights on both sides, under the pointer and under the focus', async () => {
    await open('?page=1');
    const part = page.locator('.reading .part').nth(1);
    const lit = page.locator('.xray .block.lit');
    await part.hover();
    await expect.poll(() => lit.count()).toBe(1);
    const id = await lit.getAttribute('data-block');
    await page.mouse.move(0, 0);
    await expect.poll(() => lit.count()).toBe(0);
    await page.locator(`.xray [data-block="${id}"]`).focus();
    await expect.poll(() => part.getAttribute('class')).toContain('lit');
  });

  test('a cell lights its box', async () => {
    await open('?page=1');
    await page.getByRole('cell', { name: '48.5' }).hover();
    const cell = page.locator('.xray .cell.lit');
    await expect.poll(() => cell.count()).toBe(1);
    await expect.poll(() => cell.textContent()).toBe('48.5');
  });

  test('words are found in all of it, and lead to where they stand', async () => {
    await open();
    await page.keyboard.press('/');
    await page.keyboard.type('office7@harbour');
    await page.keyboard.press('Enter');
    await page.getByText('1 place.').waitFor();
    await page.locator('.finds a').click();
    await page.getByRole('img', { name: 'Page 7, as it was read' }).waitFor();
    await expect.poll(() => page.locator('.reading mark').textContent()).toBe('office7@harbour');
    await page.getByRole('link', { name: 'Close the search' }).click();
    await page.getByRole('link', { name: 'Outline' }).waitFor();
  });

  test('pages turn by key and by number, and the way back goes through them', async () => {
    await open();
    await page.keyboard.press('j');
    await page.getByRole('img', { name: 'Page 2, as it was read' }).waitFor();
    await page.getByLabel('Page', { exact: true }).fill('8');
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: 'Page 8, as it was read' }).waitFor();
    await page.goBack();
    await page.getByRole('img', { name: 'Page 2, as it was read' }).waitFor();
    await page.keyboard.press('k');
    await page.getByRole('img', { name: 'Page 1, as it was read' }).waitFor();
  });

  test('the page itself lies under the boxes when it is asked for', async () => {
    await open('?page=3');
    await page.getByRole('link', { name: 'Show the page itself' }).click();
    const image = page.locator('.xray image');
    await image.waitFor({ state: 'attached' });
    await expect.poll(() => image.getAttribute('href')).toMatch(/^blob:/);
    await page.getByRole('link', { name: 'Show what was read' }).click();
    await image.waitFor({ state: 'detached' });
  });

  test('an empty page, a page that is not there and a job that is not there are said', async () => {
    await page.goto(`${path}?page=${PAGES + 1}`);
    await page.getByText('This page is empty.').waitFor();
    await page.goto(`${path}?page=99`);
    await page.getByText('There is no page 99.').waitFor();
    await page.goto('/documents/job_none');
    await page.getByRole('alert').waitFor();
    watched.errors.splice(0, watched.errors.length, ...watched.errors.filter((error) => !/404/.test(error)));
  });

  test('of many pages only those in view are in the list', async () => {
    const id = await processPdf(stack.url, await book(LONG));
    await page.goto(`/documents/${id}?side=pages&page=200`);
    await page.locator('.rows li').first().waitFor();
    await untilEnded(stack.url, id, 60_000);
    await page.getByText(/words, English/).waitFor({ timeout: 20_000 });
    await page.getByRole('img', { name: 'Page 200, as it was read' }).waitFor();
    const rows = page.locator('.rows li');
    expect(await rows.count()).toBeLessThan(80);
    expect(await rows.first().getAttribute('aria-setsize')).toBe(String(LONG));
    await page.locator('.rows [aria-current]').waitFor();
    await page.locator('.rows').evaluate((list) => {
      list.scrollTop = list.scrollHeight;
    });
    await page.locator('.rows').getByText(String(LONG), { exact: true }).waitFor();
  }, 60_000);

  test.each(['light', 'dark'] as const)(
    'it has no fault of access in %s, from phone to wide',
    async (colorScheme) => {
      const own = await watchedPage(browser, stack.url, { colorScheme });
      for (const width of [390, 800, 1_400]) {
        await own.page.setViewportSize({ width, height: 900 });
        for (const query of ['?side=pages&page=4', '?side=entities', '?side=about']) {
          await own.page.goto(`${path}${query}`);
          await own.page.locator('.xray .block').first().waitFor();
          expect(await violationsOf(own.page), `${width} ${query}`).toEqual([]);
          const wide = await own.page.evaluate('document.documentElement.scrollWidth');
          expect(wide, `${width} ${query}`).toBeLessThanOrEqual(width);
        }
        await own.page.goto('/documents');
        await own.page.locator('.job-rows a').first().waitFor();
        expect(await violationsOf(own.page), `list ${width}`).toEqual([]);
      }
      expect(own.errors).toEqual([]);
      await own.close();
    },
    60_000,
  );

  test('nothing was complained of, kept away, or asked of anybody else', () => {
    const { errors, violations, elsewhere } = watched;
    expect({ errors, violations, elsewhere }).toEqual({ errors: [], violations: [], elsewhere: [] });
  });
});
