import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '../../../dev/postgres/admin.ts';
import { hasChromium, launch } from '../../support/browser.ts';
import { analyze, startTestStack, type TestStack, untilEnded } from '../../support/stack.ts';
import { watchedPage } from '../../support/watched-page.ts';

/** Keeps the longest task of the page, in ms: those below 50 are not told. */
const LONGEST = `window.longest = 0; new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
}).observe({ type: 'longtask', buffered: true })`;

describe.runIf(hasChromium('lists by the thousand'))('lists by the thousand', () => {
  let stack: TestStack;
  let browser: Browser;
  beforeAll(async () => {
    [stack, browser] = await Promise.all([startTestStack({ MARKET_DATA: 'simulated' }), launch()]);
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  test('draw a few dozen of 2,200 steps and of 10,000 jobs, and reach the last', async () => {
    const { page, errors, violations, elsewhere } = await watchedPage(browser, stack.url);
    await page.addInitScript(LONGEST);
    const id = await analyze(stack.url, ['AAPL']);
    await untilEnded(stack.url, id);
    await withClient(stack.database.directUrl, async (client) => {
      await client.query(
        `insert into steps select (jsonb_populate_record(s, jsonb_build_object('seq', s.seq + i, 'key', 'STEP' || i))).*
         from steps s, generate_series(1, 2199) i where s.job_id = $1`,
        [id],
      );
      await client.query(
        `insert into jobs select (jsonb_populate_record(j, jsonb_build_object('id', 'job_00' || lpad(i::text, 20, '0'), 'name', 'Old ' || i,
           'idempotency_key', null))).* from jobs j, generate_series(1, 10000) i where j.id = $1`,
        [id],
      );
    });
    await page.goto(`${stack.url}/jobs/${id}`);
    await page.getByText('all 2,200').waitFor();
    const rows = () => page.locator('[data-row]').count();
    expect(await rows()).toBeLessThan(80);
    await page.keyboard.press('End');
    await page.getByText('STEP2199', { exact: true }).waitFor();
    expect(await rows()).toBeLessThan(80);

    await page.goto(`${stack.url}/jobs?status=completed`);
    await page.getByRole('link', { name: id }).waitFor();
    const last = page.getByText('Old 1', { exact: true });
    for (let i = 0; i < 300 && (await last.count()) === 0; i++) {
      await page.keyboard.press('End');
      await page.waitForTimeout(50);
    }
    await last.waitFor();
    expect(await rows()).toBeLessThan(80);
    await page.getByText('That is all: 10001.').waitFor();
    console.info(`The longest task while scrolling took ${await page.evaluate('window.longest')} ms`);
    expect({ errors, violations, elsewhere }).toEqual({ errors: [], violations: [], elsewhere: [] });
  });
});
