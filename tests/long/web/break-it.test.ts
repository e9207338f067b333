import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { hasChromium, launch } from '../../support/browser.ts';
import { getJson, startTestStack } from '../../support/stack.ts';
import { watchedIn } from '../../support/watched-page.ts';

const stepsSchema = z.object({
  data: z.array(
    z.object({
      key: z.string(),
      status: z.string(),
      tries: z.array(z.object({ outcome: z.string().nullable() })),
    }),
  ),
});

describe.runIf(hasChromium('a function killed while one watches'))(
  'the job that is there to be broken',
  () => {
    test('ends with 200 of 200, each once, though its function was killed before the reader’s eyes', async () => {
      const [stack, browser] = await Promise.all([startTestStack({}, { practice: true }), launch()]);
      try {
        const context = await browser.newContext();
        const watched = await watchedIn(context, stack.url, { mayBeRefused: true });
        const { page, errors, violations, elsewhere } = watched;
        await page.goto(stack.url);
        await page.getByRole('button', { name: 'Begin the job' }).click();
        await page.getByText(/Working on “measure”: \d+ of 200 steps done/).waitFor({ timeout: 30_000 });
        await page.getByText(/[1-9]\d* of 200 steps done/).waitFor({ timeout: 30_000 });
        const killed = page.waitForResponse('**/_dev/kill');
        await page.getByRole('button', { name: 'Kill its function' }).click();
        expect(await (await killed).json()).toEqual({ killed: [expect.any(Number)] });
        await page.getByText(/^Killed 1 process .* ago/).waitFor();

        await page.getByText(/^200 of 200\./).waitFor({ timeout: 110_000 });
        await page
          .getByText(/^200 done, each once: 0 doubled\. \d+ steps? had been in a function that died/)
          .waitFor();
        await page.getByText(/functions? stopped without an answer/).waitFor({ timeout: 60_000 });
        const id = new URL(page.url()).pathname.split('/').at(-1);
        const { data } = stepsSchema.parse(
          await getJson(`${stack.url}/api/v1/jobs/${id}/steps?include=attempts&limit=1000`),
        );
        const done = data.map(({ tries }) => tries.filter(({ outcome }) => outcome === 'done').length);
        expect(done).toEqual(Array.from({ length: 200 }, () => 1));
        expect({ errors, violations, elsewhere }).toEqual({ errors: [], violations: [], elsewhere: [] });
      } finally {
        await browser.close();
        await stack.stop();
      }
    });
  },
);
