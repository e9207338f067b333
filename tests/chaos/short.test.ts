import { describe, expect, test } from 'vitest';
import { runChaos } from './harness.ts';
import { EVERY_MS_SHORT, RATES_SHORT, STRETCHES_SHORT } from './rates.ts';
import { failuresOf, printReport } from './report.ts';

describe('under every fault at once', () => {
  test('no job is lost, doubled or stuck, and no progress goes back', async () => {
    const lines: string[] = [];
    const report = await runChaos(
      {
        seed: 20_261_122,
        minutes: 0.15,
        jobs: 1_000,
        atOnce: 25,
        rates: RATES_SHORT,
        everyMs: EVERY_MS_SHORT,
        stretches: STRETCHES_SHORT,
        stepKinds: [],
        waitForOrphans: false,
      },
      (line) => lines.push(line),
    );
    printReport(report, (line) => lines.push(line));
    expect(failuresOf(report), lines.join('\n')).toEqual([]);
  }, 240_000);
});
