import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleReport } from '../../dev/demo/sample-report.ts';
import { Unstuck } from '../../packages/client/src/unstuck.ts';
import { ROOT, startTestStack, type TestStack } from '../support/stack.ts';
import { copied, packClient } from './copied.ts';
import { readWorkflow, runWorkflow, type Workflow } from './workflow.ts';

const KEY = 'uk_ann_0123456789abcdef';
const run = promisify(execFile);

let stack: TestStack;
let folder = '';
/** While it is true, no function is called: jobs stay where they are. */
let held = false;
beforeAll(async () => {
  const deliver = () => (held ? ('drop_attempt' as const) : undefined);
  stack = await startTestStack(
    { MARKET_DATA: 'sample', API_KEYS: `ann:${KEY}`, MESSAGE_RETRY_DELAY_MS: '500' },
    { qstash: { intercept: { deliver } } },
  );
  folder = await mkdtemp(join(tmpdir(), 'unstuck-recipes-'));
});
afterAll(async () => {
  await stack.stop();
  await rm(folder, { recursive: true, force: true });
});

const client = () => new Unstuck({ url: stack.url, key: KEY });

describe('the GitHub workflow', () => {
  let workflow: Workflow;
  let env: Record<string, string>;
  let tarball = '';
  beforeAll(async () => {
    workflow = await readWorkflow(join(ROOT, 'examples/github-action/analyze-stocks.yml'));
    const prefix = join(folder, 'global');
    await mkdir(prefix);
    env = {
      PATH: `${prefix}/bin:${process.env['PATH']}`,
      HOME: folder,
      ...{ npm_config_prefix: prefix, npm_config_audit: 'false', npm_config_fund: 'false' },
      npm_config_offline: 'true',
    };
    await packClient(join(folder, 'package'));
    const { stdout } = await run('npm', ['pack', join(folder, 'package'), '--silent'], { cwd: folder, env });
    tarball = join(folder, stdout.trim());
  });

  const ran = (symbols: string, more: { key?: string; patience?: string; cancelledAfter?: string } = {}) => {
    const { key = KEY, patience, cancelledAfter } = more;
    const [job] = Object.values(workflow.jobs);
    if (job && patience !== undefined) job.env['PATIENCE_SECONDS'] = patience;
    const names = {
      ...{ 'vars.UNSTUCK_URL': stack.url, 'vars.UNSTUCK_PACKAGE': tarball, 'vars.SYMBOLS': symbols },
      ...{ 'secrets.UNSTUCK_KEY': key, 'inputs.symbols': '' },
    };
    return runWorkflow(workflow, {
      ...{ folder, names, env: { ...env, GITHUB_RUN_ID: '7' } },
      ...(cancelledAfter === undefined ? {} : { cancelledAfter }),
    });
  };

  test('writes no value into a script', () => {
    const scripts = Object.values(workflow.jobs).flatMap(({ steps }) => steps.map((step) => step.run ?? ''));
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  });

  test('keeps the result of a job that completed with errors, and warns', async () => {
    const steps = await ran('AAPL NOSUCHSYMBOL');
    expect(steps.map(({ name, code }) => [name, code])).toEqual([
      ['Install the command line', 0],
      ['Submit', 0],
      ['Wait', 0],
      ['Result', 0],
    ]);
    const [job] = (
      await client()
        .jobs.list({ tag: ['run-7'] })
        .page()
    ).data;
    expect(steps[2]?.out).toContain(
      `::warning::${job?.id} has completed with errors: ${stack.url}/jobs/${job?.id}`,
    );
    expect(await readFile(join(folder, 'result.csv'), 'utf8')).toMatch(/^\S+\r?\n.*AAPL/);
    expect(await readFile(join(folder, 'summary.md'), 'utf8')).toMatch(
      /^```\nsymbol +verdict.*AAPL.*```\n$/s,
    );
  });

  test('fails at once with a key that is not good, and with symbols that are flags', async () => {
    const refused = await ran('AAPL', { key: 'uk_nobody_0123456789abcdef' });
    expect(refused.at(-1)).toMatchObject({ name: 'Submit', code: 5 });
    expect((await ran('--detach')).at(-1)).toMatchObject({ name: 'Submit', code: 4 });
  });

  test('fails when its patience ends, and a run that is cancelled cancels its job', async () => {
    held = true;
    const late = await ran('AAPL', { patience: '0.2', cancelledAfter: 'Wait' });
    held = false;
    expect(late.map(({ name, code }) => [name, code])).toEqual([
      ['Install the command line', 0],
      ['Submit', 0],
      ['Wait', 1],
      ['Cancel the job with the workflow', 0],
    ]);
    expect(late[2]?.out).toMatch(/::error::job_\w+ is not done yet, and goes on/);
    const [job] = (
      await client()
        .jobs.list({ tag: ['run-7'] })
        .page()
    ).data;
    expect(job).toMatchObject({ status: 'cancelled', cancel_reason: 'run 7 was cancelled' });
  });
});

test('chunks of a document are found in pgvector by their words, with page and boxes, and stored once', async () => {
  const example = await copied('chunks-into-pgvector');
  const db = await PGlite.create({ extensions: { vector } });
  try {
    const recipe: typeof import('../../examples/chunks-into-pgvector/index.ts') = await import(
      join(example.folder, 'index.ts')
    );
    const report = new Blob([sampleReport()]);
    const first = await recipe.readInto(db, client(), report);
    expect(first.chunks).toBeGreaterThan(3);
    const found = await recipe.find(db, 'When was the warmest hour of the year, and the coldest?', 3);
    expect(found[0]).toMatchObject({
      job_id: first.jobId,
      page: expect.any(Number),
      text: expect.stringContaining('The warmest hour was on 14 August 2025'),
      places: [{ page: found[0]?.page, box: { x0: expect.any(Number), y1: expect.any(Number) } }],
    });
    expect(found.map(({ similarity }) => similarity)).toEqual(
      found.map(({ similarity }) => similarity).toSorted((a, b) => b - a),
    );
    const { storeChunks }: typeof import('../../examples/chunks-into-pgvector/chunk-table.ts') = await import(
      join(example.folder, 'chunk-table.ts')
    );
    const { standIn }: typeof import('../../examples/chunks-into-pgvector/stand-in-embedding.ts') =
      await import(join(example.folder, 'stand-in-embedding.ts'));
    const [only] = found;
    const fewer = async function* () {
      if (only) yield { ...only, chunk: 1 };
    };
    expect(await storeChunks(db, standIn, first.jobId, fewer())).toBe(1);
    const { rows } = await db.query('select chunk, text from chunks');
    expect(rows).toEqual([{ chunk: 1, text: only?.text }]);
  } finally {
    await db.close();
    await example.remove();
  }
}, 120_000);
