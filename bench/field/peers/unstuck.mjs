// Our own local stack, as `npm start` runs it, of the project in the folder that is given: this commit or an older one.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { copyRows } from './copies.mjs';
import { connect, now, pause, seeded, serve, until } from './process.mjs';

/** Callers that submit beside each other. */
const AT_ONCE = 8;
const DONE = `select not exists (select from jobs where status in ('queued', 'processing'))`;
const [root, deployment] = process.argv.slice(2);
const part = (path) => import(pathToFileURL(join(root, path)).href);

let client, neon, qstash, host, file, database;

async function submit(input) {
  const response = await fetch(`${host.url}/api/v1/jobs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'noop', input }),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()).id;
}

async function submitAll(jobs, input) {
  let left = jobs;
  const submitter = async () => {
    while (left-- > 0) await submit(input);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, submitter));
}

async function timed(begin, everyMs) {
  const from = now();
  await begin();
  return { ms: await until(client, DONE, { from, everyMs }) };
}

async function beganAt(id) {
  const { rows } = await client.query(`select (output ->> 'at')::float8 as at from steps where job_id = $1`, [
    id,
  ]);
  return rows[0].at;
}

serve({
  /** @returns the port whose distance counts: that of the endpoint which stands in for Neon's */
  async prepare({ url, admin }) {
    const { hostname, port, pathname, username, password } = new URL(url);
    database = pathname.slice(1);
    const { startNeon } = await part('dev/neon/server.ts');
    neon = await startNeon({ postgres: { host: hostname, port: Number(port) } });
    const own = neon.connectionString({ database, user: username, password });
    const env = { PATH: process.env.PATH, DATABASE_URL: own };
    await promisify(execFile)(process.execPath, ['dev/cli/migrate.ts'], { cwd: root, env });
    client = await connect(admin);
    return { port: neon.port };
  },
  async open({ workUrl, folder, file: given }) {
    file = given;
    const { startQstash } = await part('dev/qstash/server.ts');
    const { startHost } = await part('dev/host/host.ts');
    const { freePort } = await part('dev/postgres/port.ts');
    const port = await freePort();
    const appUrl = `http://127.0.0.1:${port}`;
    qstash = await startQstash({ file: join(folder, 'queue.sqlite'), appUrl });
    const { current, next } = qstash.keys();
    const env = {
      DATABASE_URL: workUrl,
      QSTASH_URL: qstash.url,
      QSTASH_TOKEN: qstash.token,
      QSTASH_CURRENT_SIGNING_KEY: current,
      QSTASH_NEXT_SIGNING_KEY: next,
      APP_URL: appUrl,
    };
    host = await startHost({
      root: deployment,
      port,
      env,
      log: () => {},
    });
  },
  drain: ({ jobs, steps }) => timed(() => submitAll(jobs, { shape: 'flat', steps }), 10),
  chain: ({ steps }) => timed(() => submit({ shape: 'chain', steps }), 5),
  fanOut: ({ steps }) => timed(() => submit({ shape: 'fan', steps }), 5),
  async pickups({ times }) {
    const random = seeded();
    const all = [];
    for (let i = 0; i < times; i++) {
      await pause(random);
      const from = now();
      const id = await submit({ shape: 'flat', steps: 1 });
      await until(client, DONE, { everyMs: 5 });
      all.push((await beganAt(id)) - from);
    }
    return all;
  },
  /** What one finished job cost: messages, round trips and milliseconds of functions. */
  async usage({ steps }) {
    const id = await submit({ shape: 'flat', steps });
    await until(client, DONE);
    const { rows } = await client.query(
      'select messages, round_trips as trips, function_ms as "functionMs" from jobs where id = $1',
      [id],
    );
    return rows[0];
  },
  begin: ({ jobs, steps, ms }) => submitAll(jobs, { shape: 'flat', steps, ms, file }),
  kill: () => host.kill('process'),
  settled: async ({ withinMs }) => ({ ms: await until(client, DONE, { withinMs }) }),
  async seed({ jobs }) {
    const id = await submit({ shape: 'flat', steps: 1 });
    await until(client, DONE);
    const copied = `'job_' || lpad(n::text, 22, '0')`;
    const of = (table, key) => ({ schema: 'public', table, where: `${key} = '${id}'`, count: jobs });
    const own = { id: copied, idempotency_key: 't.idempotency_key || n' };
    await copyRows(client, { ...of('jobs', 'id'), replaced: own });
    await copyRows(client, { ...of('steps', 'job_id'), replaced: { job_id: copied } });
    await copyRows(client, { ...of('slices', 'job_id'), replaced: { job_id: copied } });
  },
  async close() {
    await qstash.stop();
    await host.stop();
    await neon.stop();
    await client.end();
  },
});
