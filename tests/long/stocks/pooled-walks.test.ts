import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';

interface Walks {
  runs: number;
  symbols: number;
  loading?: number;
  trends?: number;
}

/** How often each finding came of pooling so many walks of 520 bars, on two processors. */
async function findings({ runs, symbols, loading = 0, trends = 0 }: Walks): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  const half = async (first: number) => {
    const seeds = Array.from({ length: runs }, (_, i) => 7_919 * (i + 1)).filter((_, i) => i % 2 === first);
    const worker = new Worker(new URL('./pooled-walker.ts', import.meta.url), {
      workerData: { seeds, symbols, bars: 520, loading, trends },
    });
    worker.on('message', (finding: string) => {
      found[finding] = (found[finding] ?? 0) + 1;
    });
    const [code] = await once(worker, 'exit');
    expect(code).toBe(0);
  };
  await Promise.all([half(0), half(1)]);
  console.log(
    `${symbols} walks, ${runs} runs, market ${loading}, trends ${trends}: ${JSON.stringify(found)}`,
  );
  return found;
}

test('of 100 pools of 2,200 random walks at least 95 have no measurable edge', async () => {
  const { no_edge = 0 } = await findings({ runs: 100, symbols: 2_200 });
  expect(no_edge).toBeGreaterThanOrEqual(95);
  // Six minutes on two free processors.
}, 1_800_000);

test('of 100 pools of walks with a market in common at most 5 look better', async () => {
  const { better = 0 } = await findings({ runs: 100, symbols: 60, loading: 0.7 });
  expect(better).toBeLessThanOrEqual(5);
});

test('trends that a buy can follow are found in every pool', async () => {
  const { better = 0 } = await findings({ runs: 6, symbols: 2_200, loading: 0.3, trends: 0.15 });
  expect(better).toBe(6);
});
