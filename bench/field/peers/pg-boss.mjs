import { PgBoss } from 'pg-boss';
import { copyRows } from './copies.mjs';
import { connect, counter, now, pause, seeded, serve, until, work } from './process.mjs';

const QUEUE = 'steps';
const BATCH = 1_000;
const DONE = `select not exists (select from pgboss.job where state < 'completed')`;
/** Woken by NOTIFY, in batches, and polling as often as it may: https://pgboss.io/api/workers */
const WORKER = {
  batchSize: 100,
  localConcurrency: 4,
  burstWhenBatchFull: true,
  perJobResults: true,
  pollingIntervalSeconds: 0.5,
  notifyPollingIntervalSeconds: 0.5,
};

const ran = counter();
let client, boss, file;
let startedAt = 0;

async function handle({ id, data: { name, ms = 0, left = 0, steps = 0 } }) {
  startedAt = now();
  await work({ name, ms, file });
  if (left > 1) await boss.send(QUEUE, { left: left - 1 });
  if (steps > 0) await submit(dataOf(steps, 0));
  ran.count();
  return { id, status: 'completed', output: { name } };
}

const dataOf = (count, ms) => Array.from({ length: count }, (_, i) => ({ data: { name: `${i}`, ms } }));

async function submit(jobs) {
  for (let at = 0; at < jobs.length; at += BATCH) await boss.insert(QUEUE, jobs.slice(at, at + BATCH));
}

const timed = (begin, expected, everyMs) => ran.timed(begin, { expected, client, done: DONE, everyMs });

serve({
  async open({ url, workUrl, file: given }) {
    file = given;
    client = await connect(url);
    const often = { superviseIntervalSeconds: 5, monitorIntervalSeconds: 5 };
    boss = new PgBoss({
      connectionString: workUrl,
      max: 25,
      useListenNotify: true,
      schedule: false,
      ...often,
    });
    boss.on('error', (error) => console.error(error.message));
    await boss.start();
    await boss.createQueue(QUEUE, { notify: true, heartbeatSeconds: 10 });
    await boss.work(QUEUE, WORKER, (jobs) => Promise.all(jobs.map(handle)));
  },
  drain: ({ jobs, steps }) => timed(() => submit(dataOf(jobs * steps, 0)), jobs * steps),
  chain: ({ steps }) => timed(() => boss.send(QUEUE, { left: steps }), steps, 2),
  fanOut: ({ steps }) => timed(() => boss.send(QUEUE, { steps }), steps + 1, 2),
  async pickups({ times }) {
    const random = seeded();
    const all = [];
    for (let i = 0; i < times; i++) {
      await pause(random);
      const from = now();
      await timed(() => boss.send(QUEUE, { name: 'pickup' }), 1);
      all.push(startedAt - from);
    }
    return all;
  },
  begin: ({ jobs, steps, ms }) => submit(dataOf(jobs * steps, ms)),
  settled: async ({ withinMs }) => ({ ms: await until(client, DONE, { withinMs, everyMs: 50 }) }),
  async seed({ jobs }) {
    await boss.send(QUEUE, { name: 'seed' });
    await until(client, DONE);
    const where = `id = (select id from pgboss.job_common where state = 'completed' limit 1)`;
    const replaced = { id: 'gen_random_uuid()' };
    await copyRows(client, { schema: 'pgboss', table: 'job_common', where, replaced, count: jobs });
  },
  async close() {
    await boss.stop({ graceful: false });
    await client.end();
  },
});
