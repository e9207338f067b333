import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { collected } from '../../pages.ts';
import type { Job } from '../../shapes.ts';
import type { Command } from '../command.ts';
import { EXIT, exitOfJob, Usage } from '../exit-codes.ts';
import { followed, telling } from '../follow.ts';
import { laneStrip } from '../lane-strip.ts';
import { printResult, printText } from '../print-result.ts';
import { table } from '../table.ts';
import { lasted, minute, progressLine, stateOf } from '../words.ts';

const STATUSES = [
  'queued',
  'processing',
  'completed',
  'completed_with_errors',
  'failed',
  'cancelled',
] as const;

const KINDS = ['stocks', 'profile', 'document'] as const;

const listOf = <Item>(item: Item | undefined): Item[] | undefined =>
  item === undefined ? undefined : [item];

export const jobs: Command = {
  name: 'jobs',
  about: 'List jobs, newest first.',
  usage: '[--status S] [--kind K] [--tag T] [--q KEY]',
  words: [0, 0],
  flags: {
    status: { type: 'string', about: STATUSES.join(', ') },
    kind: { type: 'string', about: 'stocks, profile or document' },
    tag: { type: 'string', multiple: true, about: 'all of them must be there' },
    q: { type: 'string', about: 'jobs with a step of this key; TCS* by its beginning' },
    since: { type: 'string', about: 'a date, or a time with its zone' },
    until: { type: 'string', about: 'likewise' },
    limit: { type: 'string', about: 'rows of a page, at most 200; default 20' },
    cursor: { type: 'string', about: 'next_cursor of the page before' },
    ndjson: { type: 'boolean', about: 'all of them, each a line of JSON' },
  },
  run: async ({ unstuck, values, world, json }) => {
    const query = {
      status: listOf(values.oneOf('status', STATUSES)),
      kind: listOf(values.oneOf('kind', KINDS)),
      ...{ tag: values.list('tag'), q: values.text('q') },
      ...{ since: values.text('since'), until: values.text('until') },
      limit: values.number('limit') ?? 20,
    };
    const list = unstuck.jobs.list(query);
    if (values.is('ndjson')) {
      for await (const job of list) world.out(`${JSON.stringify(job)}\n`);
      return EXIT.done;
    }
    const page = await list.page(values.text('cursor') ?? null);
    if (json) {
      world.out(`${JSON.stringify(page)}\n`);
      return EXIT.done;
    }
    const rows = page.data.map((job) => [
      ...[job.id, job.kind, `${stateOf(world, job)}`, `${job.progress.completed} of ${job.progress.total}`],
      ...[lasted(job, world.now()), job.name],
    ]);
    world.out(table([['id', 'kind', 'state', 'steps', 'took', 'name'], ...rows]));
    if (page.next_cursor !== null) world.say(`More: unstuck jobs --cursor ${page.next_cursor}`);
    return EXIT.done;
  },
};

/** What is known of a job, a fact a line; null is left out. */
function factsOf(job: Job, nowMs: number): [string, string | null][] {
  const { usage, error, cancelled_by: by, cancel_reason: reason, webhook } = job;
  return [
    ['created', `${minute(job.created_at)}, took ${lasted(job, nowMs)}`],
    ['name', job.name],
    ['tags', job.tags.length > 0 ? job.tags.join(', ') : null],
    ['again of', job.again_of],
    [
      'cost',
      `$${usage.cost_usd.toFixed(6)}: ${usage.messages} messages, ${usage.function_ms} ms of functions`,
    ],
    ['error', error && `${error.message} (${error.code})`],
    [
      'cancelled',
      by === null && reason === null ? null : [by, reason].filter((each) => each !== null).join(': '),
    ],
    ['webhook', webhook && `${webhook.status} after ${webhook.attempts}, ${webhook.url}`],
  ];
}

export const job: Command = {
  name: 'job',
  about: 'Show one job, with its functions over time.',
  usage: 'JOB [--steps]',
  words: [1, 1],
  flags: { steps: { type: 'boolean', about: 'its steps instead; with --json each a line' } },
  run: async ({ unstuck, values, words, world, json }) => {
    const [id = ''] = words;
    const handle = unstuck.job(id);
    if (values.is('steps')) {
      const rows: (string | number | null)[][] = [['step', 'stage', 'state', 'runs', 'ms', 'error']];
      for await (const step of handle.steps()) {
        if (json) world.out(`${JSON.stringify(step)}\n`);
        rows.push([
          step.key,
          step.stage,
          step.status,
          step.attempts,
          step.duration_ms,
          step.error?.code ?? null,
        ]);
      }
      if (!json) world.out(table(rows));
      return EXIT.done;
    }
    const found = await handle.get({ signal: world.signal });
    if (json) {
      world.out(`${JSON.stringify(found)}\n`);
      return EXIT.done;
    }
    const slices = await collected(handle.slices());
    world.out(`${found.id}  ${found.kind}  ${stateOf(world, found)}\n${progressLine(found)}\n`);
    for (const [name, fact] of factsOf(found, world.now()))
      if (fact !== null) world.out(`${name.padEnd(9)} ${fact}\n`);
    world.out(
      laneStrip(found, slices, { nowMs: world.now(), width: Math.max(20, Math.min(60, world.columns - 11)) }),
    );
    return EXIT.done;
  },
};

export const watch: Command = {
  name: 'watch',
  about: 'Follow a job until it ends; the exit code tells how.',
  usage: 'JOB [--timeout SECONDS]',
  words: [1, 1],
  flags: { timeout: { type: 'string', about: 'seconds to wait at most; the job goes on' } },
  run: async (invocation) => {
    const { unstuck, words, world, json } = invocation;
    const [id = ''] = words;
    const tell = json ? (version: Job) => world.out(`${JSON.stringify(version)}\n`) : telling(invocation);
    const ended = await followed(invocation, unstuck.job(id), tell);
    if (ended && !json) world.out(`${ended.status}\n`);
    if (ended?.error) world.say(`${ended.error.message} (${ended.error.code})`);
    return ended === null ? EXIT.running : exitOfJob(ended);
  },
};

const TEXTS = ['text', 'markdown', 'csv', 'html', 'jsonl'] as const;
const PARTS = ['sentences', 'keywords', 'entities', 'coverage', 'learning_set', 'table', 'offsets'] as const;

export const result: Command = {
  name: 'result',
  about: 'Print a result: a table of stocks, Markdown of all else.',
  usage: 'JOB [--format F] [--out FILE]',
  words: [1, 1],
  flags: {
    format: { type: 'string', about: `json, ${TEXTS.join(', ')}` },
    part: { type: 'string', about: `of a document as CSV: ${PARTS.join(', ')}` },
    ndjson: { type: 'boolean', about: 'all items, each a line of JSON' },
    out: { type: 'string', about: 'write to this file' },
  },
  run: async (invocation) => {
    const { unstuck, values, words, world } = invocation;
    const [id = ''] = words;
    const format = values.oneOf('format', ['json', ...TEXTS]);
    const file = values.text('out');
    const sink = file === undefined ? null : createWriteStream(resolve(world.cwd, file));
    const writing = { ...invocation, json: invocation.json || format === 'json' };
    if (sink) writing.world = { ...world, out: (text) => void sink.write(text) };
    const broken = sink && new Promise<never>((_, reject) => sink.once('error', reject));
    const print = async () => {
      if (values.is('ndjson')) {
        const items = await unstuck.job(id).result({}, { signal: world.signal });
        for await (const item of items) writing.world.out(`${JSON.stringify(item)}\n`);
        return;
      }
      const part = values.oneOf('part', PARTS);
      if (part !== undefined && format !== undefined && format !== 'csv') throw new Usage('--part is CSV.');
      if (part !== undefined) return printText(writing, id, { format: 'csv', part });
      if (format !== undefined && format !== 'json') return printText(writing, id, { format });
      return printResult(writing, await unstuck.job(id).get({ signal: world.signal }));
    };
    await (broken ? Promise.race([print(), broken]) : print());
    if (sink) await new Promise<void>((done) => sink.end(done));
    return EXIT.done;
  },
};
