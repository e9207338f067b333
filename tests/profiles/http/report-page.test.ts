import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportHtml } from '../../../lib/profiles/http/report-html.ts';
import { badlySet, hasChromium, launch, violationsOf } from '../../support/browser.ts';
import { adasReport } from './report-of.ts';
import { reportPosts } from './report-posts.ts';

const POSTS = reportPosts(600);
const inBerlin = (iso: string, parts: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', ...parts }).format(new Date(iso));
const countIn = (name: string): number => Number(/: (\d+) posts?$/.exec(name)?.[1]);
/** "June 2024: 31 posts" as Intl writes it: "Jun 2024". */
const monthIn = (name: string): string => {
  const [, month = '', year = ''] = /^(\w+) (\d{4}):/.exec(name) ?? [];
  return `${month === 'Sept' ? month : month.slice(0, 3)} ${year}`;
};

interface Part {
  name: string;
  posts: { at: string }[];
}

/** The parts of a picture and the posts in the lists that they lead to. */
async function behind(page: Page, links: string): Promise<Part[]> {
  const found = (await page.evaluate(`[...document.querySelectorAll('${links}')].map((link) => ({
    name: link.getAttribute('aria-label'),
    posts: [...document.querySelector(link.getAttribute('href')).querySelectorAll('a.cite')].map((cite) =>
      document.querySelector(cite.getAttribute('href')).querySelector('a[rel]').href.split('/').at(-1)),
  }))`)) as { name: string; posts: string[] }[];
  const dates = new Map(POSTS.map(({ id, createdAt }) => [id, createdAt ?? '']));
  return found.map(({ name, posts }) => ({ name, posts: posts.map((id) => ({ at: dates.get(id) ?? '' })) }));
}

const META = { jobId: 'job_01jzw8v5zq8m4n7p2r6t9w', completedAt: '2024-07-01T10:00:00.000Z' };

describe.runIf(hasChromium('the report in a browser'))('the report in a browser', () => {
  let browser: Browser;
  let folder: string;
  let url: string;

  beforeAll(async () => {
    browser = await launch();
    folder = await mkdtemp(join(tmpdir(), 'report-'));
    const file = join(folder, 'report.html');
    await writeFile(file, reportHtml(await adasReport(POSTS), META, POSTS));
    url = `file://${file}`;
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  const sizes = [390, 800, 1400].flatMap((width) =>
    (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
  );

  test.each(sizes)(
    'at $width px, $colorScheme: readable by all, nothing clipped or broken',
    async (shown) => {
      const page = await browser.newPage({
        viewport: { width: shown.width, height: 900 },
        colorScheme: shown.colorScheme,
        bypassCSP: true,
      });
      await page.goto(url);
      expect(await badlySet(page)).toEqual([]);
      await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`);
      expect(await badlySet(page)).toEqual([]);
      expect(await violationsOf(page)).toEqual([]);
      const ground = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      expect(ground).toBe(shown.colorScheme === 'light' ? 'rgb(252, 252, 250)' : 'rgb(21, 24, 26)');
      await page.close();
    },
    120_000,
  );

  test('prints 600 posts on at most six pages, with its pictures, whatever the colours of the screen', async () => {
    const page = await browser.newPage({ colorScheme: 'dark', viewport: { width: 695, height: 1000 } });
    await page.goto(url);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(6);
    await page.emulateMedia({ media: 'print' });
    expect(await badlySet(page)).toEqual([]);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    const flat = `[...document.querySelectorAll('svg.picture')].filter((svg) => svg.getBoundingClientRect().height < 10)`;
    expect(await page.evaluate(`${flat}.length`)).toBe(0);
    expect(await page.evaluate(`document.querySelectorAll('svg.picture').length`)).toBeGreaterThan(8);
    await page.close();
  });

  test('every month, hour of the week and row of bars leads to its own posts', async () => {
    const page = await browser.newPage();
    await page.goto(url);
    expect(await page.locator('#activity-by_month svg a').count()).toBe(19);
    const months = await behind(page, '#activity-by_month svg a');
    for (const { name, posts } of months) {
      expect(posts.length).toBe(countIn(name));
      for (const { at } of posts)
        expect(inBerlin(at, { month: 'short', year: 'numeric' })).toBe(monthIn(name));
    }
    const hours = await behind(page, '#activity-hours_and_weekdays svg a');
    expect(hours.length).toBeGreaterThan(150);
    for (const { name, posts } of hours) {
      expect(posts.length).toBe(countIn(name));
      for (const { at } of posts) {
        const [day, hour] = [inBerlin(at, { weekday: 'short' }), inBerlin(at, { hour: '2-digit' })];
        expect(`${day} ${hour}:00`).toBe(name.slice(0, 9));
      }
    }
    const bare = await page.evaluate(`[...document.querySelectorAll('table.bars tr')]
      .filter((row) => row.querySelector('a.cite') === null && !/\\D0\\s*%/.test(row.textContent)).length`);
    expect(bare).toBe(0);
    await page.close();
  });

  test('every finding leads to its posts, or to where it was read', async () => {
    const page = await browser.newPage();
    await page.goto(url);
    const lost = await page.evaluate(`[...document.querySelectorAll('a[href^="#"]')]
      .map((link) => link.getAttribute('href')).filter((href) => document.querySelector(href) === null)`);
    expect(lost).toEqual([]);
    const without = await page.evaluate(`[...document.querySelectorAll('.finding:not(.unsaid)')]
      .filter((finding) => finding.querySelector('.basis a[href^="#"]') === null).map(({ id }) => id)`);
    expect(without).toEqual([]);
    await page.click('#activity-by_month .basis a.cite');
    expect(await page.evaluate(`document.querySelector(':target .text').textContent`)).toMatch(/\w+/);
    await page.close();
  });
});
