import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { bundleClient } from '../../dev/build/client/bundle.ts';
import { sampleReport } from '../../dev/demo/sample-report.ts';
import { NotFound, NothingToRetry, Unreachable } from '../../packages/client/src/errors.ts';
import type { Job } from '../../packages/client/src/shapes.ts';
import type { Settings } from '../../packages/client/src/transport.ts';
import { Unstuck } from '../../packages/client/src/unstuck.ts';
import { readDocument } from '../http/generated/document.ts';
import { judge } from '../http/generated/verdict.ts';
import { WEBHOOK_SECRET } from '../support/engine.ts';
import { startReceiver, verified } from '../support/receiver.ts';
import { getJson, postJson, ROOT, startTestStack, type TestStack } from '../support/stack.ts';
import { unstuck as commanded } from './command-line.ts';
import { type BadWay, type Passed, startProxy } from './proxy.ts';
import { commandsIn, Names } from './transcript.ts';

let stack: TestStack;
let proxy: BadWay;
let folder = '';
let verdict: ReturnType<typeof judge>;
/** While it is true, no function is called: jobs stay where they are. */
let held = false;

beforeAll(async () => {
  const env = {
    MARKET_DATA: 'sample',
    WEBHOOK_SECRET,
    WEBHOOK_ALLOW_LOCAL: 'true',
    MESSAGE_RETRY_DELAY_MS: '500',
  };
  const deliver = () => (held ? ('drop_attempt' as const) : undefined);
  stack = await startTestStack(env, { qstash: { intercept: { deliver } } });
  proxy = await startProxy(stack.url);
  folder = await mkdtemp(join(tmpdir(), 'unstuck-client-'));
  await bundleClient(ROOT, folder);
  await writeFile(join(folder, 'harbour.pdf'), sampleReport());
  verdict = judge(readDocument(await getJson(`${stack.url}/api/v1/openapi.json`)));
});
afterEach(() => {
  proxy.fate = () => 'pass';
  held = false;
});
afterAll(async () => {
  await proxy.stop();
  await stack.stop();
  await rm(folder, { recursive: true, force: true });
});

const client = (settings: Settings = {}) =>
  new Unstuck({ url: proxy.url, sleep: (ms) => sleep(Math.min(ms, 50)), ...settings });
const command = (line: string | readonly string[], more: Partial<Parameters<typeof commanded>[1]> = {}) =>
  commanded(line, { url: proxy.url, home: folder, ...more });

/** Whether an answer is one that the document promises; null if it is. */
function verdictOn({ method, target, status, headers, body }: Passed): Promise<string | null> {
  const { 'content-type': type = '', allow = '' } = headers;
  const answer = new Response([204, 304].includes(status) ? null : body, {
    status,
    headers: { 'content-type': type, allow },
  });
  return verdict({ method, target, headers: {}, body: null }, answer);
}

describe('the README', () => {
  const readme = () => readFile(join(ROOT, 'README.md'), 'utf8');

  test('has a program of five lines that runs as it stands, and shows what it prints', async () => {
    const [, program = '', shown = ''] =
      /^```js\n(import \{ Unstuck \} from 'unstuck';.*?)^```\n+```text\n(.*?)^```/ms.exec(await readme()) ??
      [];
    expect(program.trim().split('\n').length).toBeLessThanOrEqual(5);
    const file = join(folder, 'program.mjs');
    const here = program.replace("'unstuck'", `'${join(folder, 'unstuck.js')}'`);
    await writeFile(file, here.replace('http://127.0.0.1:3000', stack.url));
    const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    for await (const chunk of child.stdout) printed += chunk;
    expect(printed).toBe(shown);
  });

  test('has ten command lines, and what they print is what it shows', async () => {
    const blocks = [...(await readme()).matchAll(/^```console\n(.*?)^```/gms)].map(([, block = '']) => block);
    const commands = blocks.flatMap(commandsIn);
    expect(commands.length).toBeGreaterThanOrEqual(10);
    const names = new Names();
    for (const { command: line, output } of commands) {
      const { shown } = await command(names.real(line).replace(/^unstuck /, ''));
      names.learn(output, shown);
      expect(`$ ${line}\n${names.comparable(shown)}`).toBe(`$ ${line}\n${names.comparable(output)}`);
    }
  });
});

describe('the client', () => {
  test('creates one job through a lost answer, and reads it through 503s, a redeployment and killed functions', async () => {
    let nth = 0;
    const fates = ['answer_lost', 'away', 'cut', 'away', 'pass', 'away', 'cut', 'answer_lost'] as const;
    proxy.fate = () => fates[nth++] ?? 'pass';
    const job = await client().stocks.analyze(['AAPL', '^GSPC'], { capital: 100_000, tags: ['faults'] });
    const [, versions] = await Promise.all([
      stack.host.restart().then(() => stack.host.kill('jobs')),
      (async () => {
        const seen: Job['status'][] = [];
        const result = await job.done({ onProgress: ({ status }) => seen.push(status) });
        const symbols: string[] = [];
        for await (const { asked_for: symbol } of result) symbols.push(symbol);
        expect(symbols).toEqual(['AAPL', '^GSPC']);
        return seen;
      })(),
    ]);
    expect(versions.at(-1)).toBe('completed');
    expect(nth).toBeGreaterThan(fates.length);
    const { data } = await client()
      .jobs.list({ tag: ['faults'] })
      .page();
    expect(data.map(({ id }) => id)).toEqual([job.id]);
  });

  test('walks lists, steps, slices and results over their pages', async () => {
    const job = await client().stocks.analyze(['AAPL', '^GSPC']);
    await job.done();
    const listed: string[] = [];
    for await (const { id } of client().jobs.list({ limit: 1, kind: ['stocks'] })) listed.push(id);
    expect(listed).toContain(job.id);
    expect(new Set(listed).size).toBe(listed.length);
    const steps: string[] = [];
    for await (const { key } of job.steps({ limit: 1 })) steps.push(key);
    expect(steps.sort()).toEqual(['AAPL', '^GSPC']);
    const items: string[] = [];
    for await (const item of await job.result({ limit: 1 })) items.push(item.asked_for);
    expect(items).toEqual(['AAPL', '^GSPC']);
    const states: string[] = [];
    for await (const { state } of job.slices()) states.push(state);
    expect(states).not.toEqual([]);
    await expect(job.retry()).rejects.toBeInstanceOf(NothingToRetry);
    await job.delete();
    await expect(job.get()).rejects.toBeInstanceOf(NotFound);
  });

  test('sends a file through three broken parts once, and goes on with what is missing after it gave up', async () => {
    const padding = Buffer.alloc(9_000_000, '% more than two parts\n');
    const file = new Blob([sampleReport(), padding]);
    const puts: string[] = [];
    let cuts = 0;
    proxy.fate = ({ method, target }) => {
      if (method !== 'PUT') return 'pass';
      puts.push(target);
      return ++cuts <= 3 ? (cuts === 2 ? 'answer_lost' : 'cut') : 'pass';
    };
    const stored = await client().documents.upload(file, { name: 'long.pdf' });
    expect(stored).toMatchObject({ status: 'complete', size: file.size, parts: 3 });
    expect(puts).toHaveLength(6);
    expect((await client().documents.upload(file)).sha256).toBe(stored.sha256);
    expect(puts).toHaveLength(6);

    const other = new Blob([sampleReport(), padding, 'other']);
    let begun = '';
    proxy.fate = ({ target }) => (target.endsWith('/parts/2') ? 'cut' : 'pass');
    const hasty = client({ patienceMs: 0 });
    const upload = hasty.documents.upload(other, {
      onBegun: (id) => {
        begun = id;
      },
    });
    await expect(upload).rejects.toBeInstanceOf(Unreachable);
    const again: string[] = [];
    proxy.fate = ({ method, target }) => {
      if (method === 'PUT') again.push(target.replace(/.*\//, ''));
      return 'pass';
    };
    expect(await client().documents.upload(other, { resume: begun })).toMatchObject({
      id: begun,
      status: 'complete',
    });
    expect(again).toContain('2');
    expect(again.length).toBeLessThan(3);
  });

  test('had only answers that the document promises', async () => {
    expect(proxy.passed.length).toBeGreaterThan(40);
    // While functions are killed the platform answers in place of the service.
    const own = proxy.passed.filter(
      ({ status, headers }) => status < 500 || headers['content-type']?.includes('json'),
    );
    const wrong = await Promise.all(own.map(verdictOn));
    expect(wrong.filter((each) => each !== null)).toEqual([]);
  });
});

describe('the command line', () => {
  test('gives the API’s own shapes with --json', async () => {
    const { out: id } = await command('stocks AAPL --detach');
    const job = id.trim();
    const shape = (method: string, target: string, body: string, status = 200) =>
      verdictOn({ method, target, status, headers: { 'content-type': 'application/json' }, body });
    const watched = await command(`watch ${job} --json`);
    const lines = watched.out.trim().split('\n');
    const path = `/api/v1/jobs/${job}`;
    const { out: second } = await command(`again ${job} --set capital=5000 --detach`);
    await command(`watch ${second.trim()}`);
    const wrong = await Promise.all([
      ...lines.map((line) => shape('GET', path, line)),
      shape('GET', '/api/v1/jobs', (await command('jobs --json')).out),
      shape('GET', path, (await command(`job ${job} --json`)).out),
      shape('GET', `${path}/result`, (await command(`result ${job} --json`)).out),
      shape('GET', `${path}/result`, (await command('stocks AAPL --json')).out),
      shape('POST', '/api/v1/jobs', (await command('stocks AAPL --json --detach')).out, 202),
      shape('GET', '/api/v1/health', (await command('doctor --json')).out),
      shape(
        'GET',
        '/api/v1/stocks/AAPL/diff',
        (await command(`diff AAPL ${job} ${second.trim()} --json`)).out,
      ),
      shape('GET', '/api/v1/stocks/record', (await command('api stocks/record')).out),
    ]);
    expect(wrong.filter((each) => each !== null)).toEqual([]);
    expect(watched.code).toBe(0);
  });

  test('ends with a code that tells how, and keeps talk apart from data', async () => {
    const codeOf = async (line: string) => (await command(line)).code;
    expect(await codeOf('stocks AAPL NOSUCHSYMBOL')).toBe(3);
    expect(await codeOf('stocks NOSUCHSYMBOL')).toBe(1);
    expect(await codeOf('jobs --limit many')).toBe(2);
    expect(await codeOf('nonsense')).toBe(2);
    expect(await codeOf('delete job_01k0a3v5zq8m4n7p2r6t9w1x3y')).toBe(2);
    expect(await codeOf('job job_01k0a3v5zq8m4n7p2r6t9w1x3y')).toBe(4);
    const { out, said } = await command('stocks AAPL --detach');
    expect([out, said]).toEqual([expect.stringMatching(/^job_\w+\n$/), '']);
  });

  test('leaves the job alone when it is interrupted or out of time, and says how to come back', async () => {
    held = true;
    const { out } = await command('stocks AAPL --detach');
    const id = out.trim();
    expect(await command(`watch ${id} --timeout 0.3`)).toMatchObject({
      code: 124,
      said: expect.stringContaining(`The job goes on. Come back with: unstuck watch ${id}`),
    });
    const cli = join(folder, 'cli.js');
    const env = { ...process.env, UNSTUCK_URL: proxy.url, XDG_CONFIG_HOME: folder };
    const child = spawn(process.execPath, [cli, 'watch', id], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    for await (const line of createInterface(child.stderr)) {
      if (said === '') child.kill('SIGINT');
      said += line;
    }
    if (child.exitCode === null) await once(child, 'exit');
    expect(child.exitCode).toBe(130);
    expect(said).toContain(`Come back with: unstuck watch ${id}`);
    expect((await client().job(id).get()).status).not.toBe('cancelled');
    expect(await command(`cancel ${id} --reason enough`)).toMatchObject({
      code: 0,
      out: `${id} cancelled\n`,
    });
    expect((await command('doctor --url http://127.0.0.1:1', { patienceMs: 0 })).code).toBe(69);
  }, 60_000);

  test('listens for events, forwards the genuine ones as they were signed, and refuses a forged one', async () => {
    const receiver = await startReceiver();
    const ending = new AbortController();
    let at = '';
    const listening = command(
      `listen --json --port 0 --secret ${WEBHOOK_SECRET} --forward-to ${receiver.url}`,
      {
        signal: ending.signal,
        onSay: (line) => {
          at ||= /http:\/\/127\.0\.0\.1:\d+\/$/.exec(line)?.[0] ?? '';
        },
      },
    );
    await vi.waitUntil(() => at !== '', { timeout: 5_000 });
    const { out } = await command(`stocks AAPL --detach --callback-url ${at}`);
    const [event] = await receiver.arrived(1);
    expect(verified(event ?? { headers: {}, body: '' }).data.id).toBe(out.trim());
    const body = { type: 'job.completed', timestamp: new Date().toISOString(), data: { id: out.trim() } };
    const other = new Webhook(Buffer.from('another secret of some bytes').toString('base64'));
    const forged = await postJson(at, body, {
      'webhook-id': 'evt_1',
      'webhook-timestamp': String(Math.floor(Date.now() / 1_000)),
      'webhook-signature': other.sign('evt_1', new Date(), JSON.stringify(body)),
    });
    expect(forged.status).toBe(401);
    ending.abort();
    const ended = await listening;
    expect(ended.said).toContain('Refused, and not forwarded');
    expect(JSON.parse(ended.out)).toMatchObject({ type: 'job.completed', data: { id: out.trim() } });
    expect(receiver.received).toHaveLength(1);
    await receiver.stop();
  });

  test('keeps the secret of listen between two starts', async () => {
    const [first, second] = [await command('listen --print-secret'), await command('listen --print-secret')];
    expect(first.out).toMatch(/^whsec_\S{40,}\n$/);
    expect(second.out).toBe(first.out);
  });

  test('completes every command and flag in bash, zsh and fish', async () => {
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { out } = await command(`completion ${shell}`);
      for (const word of ['listen', 'forward-to', 'doctor', 'detach']) expect(out).toContain(word);
    }
    const script = `${(await command('completion bash')).out}\nCOMP_WORDS=(unstuck li); COMP_CWORD=1; _unstuck; echo "$COMPREPLY"`;
    expect(spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout).toBe('listen\n');
  });
});
