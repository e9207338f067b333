import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '../../../dev/postgres/admin.ts';
import { hasChromium, launch } from '../../support/browser.ts';
import { longestTask } from '../../support/page-tasks.ts';
import { analyze, startTestStack, type TestStack, untilEnded } from '../../support/stack.ts';
import { watchedPage } from '../../support/watched-page.ts';

/** In ms; browsers call a task of 50 long, and one of 100 is felt. */
const LONGEST_TASK = 100;

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
    const rows = () => page.locator('[data-row]').count();
    const isDrawn = (row: number) => page.evaluate(`document.querySelector('[data-row="${row}"]') !== null`);
    const scrolledTo = async (row: number) => {
      for (let i = 0; i < 600 && !(await isDrawn(row)); i++) {
        await page.keyboard.press('End');
        await page.waitForTimeout(50);
      }
      await page.waitForTimeout(500);
    };
    await page.goto(`${stack.url}/jobs/${id}`);
    await page.getByText('all 2,200').waitFor();
    expect(await rows()).toBeLessThan(80);
    const ofSteps = await longestTask(browser, page, () => scrolledTo(2_199));
    await page.getByText('STEP2199', { exact: true }).waitFor();
    expect(await rows()).toBeLessThan(80);

    await page.goto(`${stack.url}/jobs?status=completed`);
    await page.getByRole('link', { name: id }).waitFor();
    const ofJobs = await longestTask(browser, page, () => scrolledTo(10_000));
    await page.getByText('Old 1', { exact: true }).waitFor();
    expect(await rows()).toBeLessThan(80);
    await page.getByText('That is all: 10001.').waitFor();
    console.info(`The longest task while scrolling: ${ofSteps} ms for steps, ${ofJobs} ms for jobs`);
    expect(Math.max(ofSteps, ofJobs)).toBeLessThanOrEqual(LONGEST_TASK);
    expect({ errors, violations, elsewhere }).toEqual({ errors: [], violations: [], elsewhere: [] });
  });
});
