import { DBOS } from '@dbos-inc/dbos-sdk';
import { copyRows } from './copies.mjs';
import { connect, counter, now, pause, seeded, serve, until, work } from './process.mjs';

const QUEUE = 'steps';
const AT_ONCE = 20;
const DONE = `select not exists (select from dbos.workflow_status where status in ('PENDING', 'ENQUEUED', 'DELAYED'))`;

const ran = counter();
let client, file;
let startedAt = 0;

const step = (name, ms) =>
  DBOS.runStep(
    async () => {
      startedAt = now();
      await work({ name, ms, file });
      return name;
    },
    { name },
  );

const sequence = DBOS.registerWorkflow(
  async (job, steps, ms) => {
    for (let i = 0; i < steps; i++) await step(`${job}/${i}`, ms);
    ran.count();
  },
  { name: 'sequence' },
);

const fan = DBOS.registerWorkflow(
  async (steps) => {
    await Promise.allSettled(Array.from({ length: steps }, (_, i) => step(`${i}`, 0)));
    ran.count();
  },
  { name: 'fan' },
);

const enqueue = (workflow, ...args) => DBOS.startWorkflow(workflow, { queueName: QUEUE })(...args);

async function submit(jobs, steps, ms) {
  let next = 0;
  const submitter = async () => {
    while (next < jobs) await enqueue(sequence, next++, steps, ms);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, submitter));
}

const timed = (begin, expected, everyMs) => ran.timed(begin, { expected, client, done: DONE, everyMs });

async function launch(systemDatabaseUrl) {
  DBOS.setConfig({
    name: 'field',
    systemDatabaseUrl,
    systemDatabasePoolSize: 25,
    logLevel: 'error',
    tracingEnabled: false,
  });
  await DBOS.launch();
}

serve({
  // Its tables are made without the bench's proxy: a hundred round trips that no run pays again.
  async prepare({ url }) {
    await launch(url);
    await DBOS.shutdown();
    return { port: Number(new URL(url).port) };
  },
  async open({ url, workUrl, file: given }) {
    file = given;
    client = await connect(url);
    await launch(workUrl);
    // Ten times as often as by default, which is once a second: https://docs.dbos.dev/typescript/tutorials/queue-tutorial
    await DBOS.registerQueue(QUEUE, { minPollingIntervalMs: 100 });
  },
  drain: ({ jobs, steps }) => timed(() => submit(jobs, steps, 0), jobs),
  chain: ({ steps }) => timed(() => enqueue(sequence, 0, steps, 0), 1, 2),
  fanOut: ({ steps }) => timed(() => enqueue(fan, steps), 1, 2),
  async pickups({ times }) {
    const random = seeded();
    const all = [];
    for (let i = 0; i < times; i++) {
      await pause(random);
      const from = now();
      await timed(() => enqueue(sequence, 0, 1, 0), 1);
      all.push(startedAt - from);
    }
    return all;
  },
  begin: ({ jobs, steps, ms }) => submit(jobs, steps, ms),
  settled: async ({ withinMs }) => ({ ms: await until(client, DONE, { withinMs, everyMs: 50 }) }),
  async seed({ jobs }) {
    const handle = await enqueue(sequence, 0, 1, 0);
    await until(client, DONE);
    const where = `workflow_uuid = '${handle.workflowID}'`;
    const replaced = { workflow_uuid: `t.workflow_uuid || '-' || n` };
    for (const table of ['workflow_status', 'operation_outputs']) {
      await copyRows(client, { schema: 'dbos', table, where, replaced, count: jobs });
    }
  },
  async close() {
    await DBOS.shutdown();
    await client.end();
  },
});
