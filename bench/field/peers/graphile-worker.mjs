import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import { connect, counter, now, pause, seeded, serve, until, work } from './process.mjs';

const BATCH = 1_000;
const EMPTY = 'select not exists (select from graphile_worker._private_jobs)';
const logger = new Logger(() => () => {});
/** https://worker.graphile.org/docs/performance, with a local queue; without it, its defaults but for concurrency. */
const BATCHED = { localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 };
const settings = {
  concurrentJobs: 24,
  maxPoolSize: 25,
  ...(process.argv[2] === 'local-queue' ? BATCHED : {}),
};

const ran = counter();
let client, utils, runner, file;
let startedAt = 0;

const TASKS = {
  step: async ({ name, ms }) => {
    startedAt = now();
    await work({ name, ms, file });
    ran.count();
  },
  link: async ({ left }, { addJob }) => {
    if (left > 1) await addJob('link', { left: left - 1 });
    ran.count();
  },
  fan: async ({ steps }, { withPgClient }) => {
    await withPgClient((of) => of.query(ADD_MANY, [JSON.stringify(specsOf(1, steps, 0))]));
  },
};

const ADD_MANY = `select graphile_worker.add_jobs(
  array(select json_populate_record(null::graphile_worker.job_spec, spec) from json_array_elements($1::json) spec))`;

const specsOf = (jobs, steps, ms) =>
  Array.from({ length: jobs * steps }, (_, i) => ({ identifier: 'step', payload: { name: `${i}`, ms } }));

async function submit(specs) {
  for (let at = 0; at < specs.length; at += BATCH) await utils.addJobs(specs.slice(at, at + BATCH));
}

const timed = (begin, expected, everyMs) => ran.timed(begin, { expected, client, done: EMPTY, everyMs });

serve({
  async open({ url, workUrl, file: given }) {
    file = given;
    client = await connect(url);
    utils = await makeWorkerUtils({ connectionString: workUrl, logger });
    await utils.migrate();
    const preset = { worker: { connectionString: workUrl, ...settings } };
    runner = await run({ preset, taskList: TASKS, noHandleSignals: true, crontab: '', logger });
  },
  drain: ({ jobs, steps }) => timed(() => submit(specsOf(jobs, steps, 0)), jobs * steps),
  chain: ({ steps }) => timed(() => utils.addJob('link', { left: steps }), steps, 2),
  fanOut: ({ steps }) => timed(() => utils.addJob('fan', { steps }), steps, 2),
  async pickups({ times }) {
    const random = seeded();
    const all = [];
    for (let i = 0; i < times; i++) {
      await pause(random);
      const from = now();
      await timed(() => utils.addJob('step', { name: 'pickup', ms: 0 }), 1);
      all.push(startedAt - from);
    }
    return all;
  },
  begin: ({ jobs, steps, ms }) => submit(specsOf(jobs, steps, ms)),
  settled: async ({ withinMs }) => ({ ms: await until(client, EMPTY, { withinMs, everyMs: 50 }) }),
  async close() {
    await runner.stop();
    await utils.release();
    await client.end();
  },
});
