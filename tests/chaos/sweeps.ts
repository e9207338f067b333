import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@upstash/qstash';
import { z } from 'zod';
import type { World } from './world.ts';

const SWEEP_EVERY_MS = 5_000;

const due = z.object({ n: z.coerce.number() });

/** Sends at once what the schedules send in their next minute: a cron knows no seconds, and the harness's times are. */
async function sweep({ qstash }: World): Promise<void> {
  const client = new Client({ baseUrl: qstash.url, token: qstash.token, devMode: false, retry: false });
  for (const { destination, body } of await client.schedules.list()) {
    await client.publish({ url: destination, body: body ?? '', retries: 0 });
  }
}

/** Sweeps until no event of an ended job waits for somebody to publish it. */
export async function sweepUntilTold(world: World, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    const rows = await world.audit.rows(due, 'select count(*) as n from jobs where webhook_due is not null');
    if (rows[0]?.n === 0) return;
    await sweep(world);
    await sleep(SWEEP_EVERY_MS);
  }
}
