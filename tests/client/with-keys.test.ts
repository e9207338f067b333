import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bundleClient } from '../../dev/build/client/bundle.ts';
import { sampleReport } from '../../dev/demo/sample-report.ts';
import { COMMANDS } from '../../packages/client/src/cli/commands/index.ts';
import { Unstuck } from '../../packages/client/src/unstuck.ts';
import { readDocument } from '../http/generated/document.ts';
import { judge } from '../http/generated/verdict.ts';
import { ACCOUNT_JS, PROFILE_JS, tweet, ytd } from '../profiles/archives/archived.ts';
import { givenPosts } from '../profiles/http/given-posts.ts';
import { hasChromium, launch } from '../support/browser.ts';
import { getJson, ROOT, startTestStack, type TestStack } from '../support/stack.ts';
import { zipOf } from '../support/zip.ts';
import { unstuck as commanded } from './command-line.ts';
import { type OwnPage, startOwnPage } from './own-page.ts';
import { type BadWay, startProxy } from './proxy.ts';
import { SHAPES, type Shape, WITHOUT_SHAPE } from './shown-shapes.ts';

const ANN = 'uk_ann_0123456789abcdef';

let stack: TestStack;
let proxy: BadWay;
let page: OwnPage;
let folder = '';
let verdict: ReturnType<typeof judge>;
/** While it is true, no function is called: jobs stay where they are. */
let held = false;

beforeAll(async () => {
  page = await startOwnPage();
  const deliver = () => (held ? ('drop_attempt' as const) : undefined);
  const env = { MARKET_DATA: 'sample', API_KEYS: `ann:${ANN}`, CORS_ORIGINS: page.origin };
  stack = await startTestStack(
    { ...env, MESSAGE_RETRY_DELAY_MS: '500' },
    { qstash: { intercept: { deliver } } },
  );
  proxy = await startProxy(stack.url);
  folder = await mkdtemp(join(tmpdir(), 'unstuck-keys-'));
  await bundleClient(ROOT, folder);
  await writeFile(join(folder, 'harbour.pdf'), sampleReport());
  await writeFile(join(folder, 'archive.zip'), await archive());
  await writeFile(join(folder, 'posts.json'), JSON.stringify(givenPosts(30)));
  verdict = judge(
    readDocument(await getJson(`${stack.url}/api/v1/openapi.json`, { authorization: `Bearer ${ANN}` })),
  );
});
afterEach(() => {
  proxy.fate = () => 'pass';
  held = false;
});
afterAll(async () => {
  await page.stop();
  await proxy.stop();
  await stack.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Of X, with as many posts as a report needs. */
function archive(): Promise<Uint8Array> {
  const at = (n: number) => `Thu Jan 0${1 + (n % 9)} 09:00:00 +0000 2026`;
  const posts = givenPosts(30).map(({ text }, n) =>
    tweet(`${n + 1}`, { full_text: text, created_at: at(n) }),
  );
  return zipOf({
    'data/account.js': ACCOUNT_JS,
    'data/profile.js': PROFILE_JS,
    'data/tweets.js': ytd('tweets', posts),
  });
}

type Around = Partial<Parameters<typeof commanded>[1]>;

/** In a home of its own, where nobody has logged in. */
const nobody = (line: string, more: Around = {}) =>
  commanded(line, { url: stack.url, home: join(folder, 'nobody'), cwd: folder, ...more });
const ann = (line: string, more: Around = {}) => nobody(line, { env: { UNSTUCK_KEY: ANN }, ...more });

/** Starts a job and, unless it is to be left alone, waits for its end. */
async function started(symbol: string, wait: boolean): Promise<string> {
  const id = (await ann(`stocks ${symbol} --detach`)).out.trim();
  if (wait) await ann(`watch ${id}`);
  return id;
}

describe('without a key', () => {
  test.each([
    ['none', {}],
    ['one that is not good', { UNSTUCK_KEY: 'uk_nobody_0123456789abcdef' }],
  ])('with %s every command that asks ends with 5', async (_, env) => {
    for (const line of ['jobs', 'stocks AAPL', 'watch job_a', 'keys', 'api stocks/record']) {
      const { code, out, said } = await nobody(line, { env });
      expect({ line, code, out }).toEqual({ line, code: 5, out: '' });
      expect(said).toMatch(/unauthorized · request \S+/);
    }
  });
});

describe('login', () => {
  const home = () => join(folder, 'ann');
  const typed = (key: string): Around => ({ home: home(), env: {}, stdin: `${key}\n` });

  test('keeps nothing of what is no key, of a key that is not good, and without a terminal', async () => {
    expect((await ann('login --with-key', typed('secret'))).code).toBe(2);
    expect((await ann('login --with-key', typed('uk_nobody_0123456789abcdef'))).code).toBe(5);
    expect((await ann('login', typed(ANN))).code).toBe(2);
    await expect(stat(join(home(), 'unstuck'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('keeps a key for its user alone, and sends it nowhere else', async () => {
    const asked: [string, boolean][] = [];
    const ask = async (question: string, hidden: boolean) => {
      asked.push([question, hidden]);
      return ANN;
    };
    const { code, said, out } = await ann('login', { ...typed(''), ask });
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(said).toContain(`ann`);
    expect(said).not.toContain(ANN);
    expect(asked).toEqual([[`Key for ${stack.url}: `, true]]);
    const file = join(home(), 'unstuck/config.json');
    expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600');
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ url: stack.url, key: ANN });

    const elsewhere = { url: '', home: home(), env: {} };
    expect((await ann('jobs', elsewhere)).code).toBe(0);
    expect((await ann(`jobs --url ${proxy.url}`, elsewhere)).code).toBe(5);
    expect((await ann('mcp', elsewhere)).out).not.toContain(ANN);
  });
});

describe('keys', () => {
  test('are made with scopes, shown once, listed without what opens, rotated and revoked', async () => {
    const made = await ann('keys create cid reader --scopes read');
    const key = made.out.trim();
    expect(key).toMatch(/^uk_\S+$/);
    const id = /key_\w+/.exec(made.said)?.[0] ?? '';
    const as = (own: string): Around => ({ env: { UNSTUCK_KEY: own } });
    expect((await ann('jobs', as(key))).code).toBe(0);
    expect(await ann('stocks AAPL --detach', as(key))).toMatchObject({
      code: 5,
      out: '',
      said: expect.stringContaining('scope'),
    });
    const listed = await ann('keys list --owner cid');
    expect(listed.out).toContain(`${id}  cid    reader  read`);
    expect(listed.out).not.toContain(key);
    const rotated = (await ann(`keys rotate ${id}`)).out.trim();
    expect(rotated).not.toBe(key);
    for (const each of [rotated, key]) expect((await ann('jobs', as(each))).code).toBe(0);
    expect((await ann(`keys revoke ${id}`)).said).toContain(`${id} is revoked.`);
    expect((await ann('jobs', as(key))).code).toBe(5);
    for (const line of ['keys create cid', 'keys revoke', 'keys burn it', 'keys create cid x --scopes all'])
      expect({ line, code: (await ann(line)).code }).toEqual({ line, code: 2 });
  });
});

describe('every command', () => {
  test('has JSON that is the API’s own, or none of the API’s', async () => {
    const known = [...Object.keys(SHAPES), ...Object.keys(WITHOUT_SHAPE)];
    expect(known.toSorted()).toEqual(COMMANDS.map(({ name }) => name).toSorted());
    const [job, other] = [await started('AAPL', true), await ann('stocks AAPL --json')];
    const otherId = /"id":"(job_\w+)"/.exec(other.out)?.[1] ?? '';
    expect(await faultsOf(other.out, { method: 'GET', target: `/api/v1/jobs/${otherId}/result` })).toEqual(
      [],
    );
    const key = /key_\w+/.exec((await ann('keys create bob main')).said)?.[0] ?? '';
    held = true;
    const words = new Map<string, string>([
      ...([
        ['JOB', job],
        ['OTHER', otherId],
        ['UNFINISHED', await started('AAPL', false)],
      ] as const),
      ...([
        ['KEY', key],
        ['FILE', 'harbour.pdf'],
        ['POSTS', 'posts.json'],
        ['ARCHIVE', 'archive.zip'],
      ] as const),
    ]);
    const filled = (line: string) => line.replaceAll(/[A-Z]{3,}\b/g, (name) => words.get(name) ?? name);
    const wrong: string[] = [];
    const check = async (line: string, shape: Shape) => {
      const ran = await ann(filled(line));
      const faults = ran.code === 0 ? await faultsOf(ran.out, shape) : [`code ${ran.code}: ${ran.said}`];
      wrong.push(...faults.map((fault) => `unstuck ${line}: ${fault}`));
      // Nobody waits for what was only begun.
      const begun = line.includes('--detach') ? /job_\w+/.exec(ran.out) : null;
      if (begun) await ann(`cancel ${begun[0]}`);
    };
    const all = Object.values(SHAPES).flat();
    const needsHold = ([line]: (typeof all)[number]) => /--detach|UNFINISHED/.test(line);
    for (const [line, shape] of all.filter(needsHold)) await check(line, shape);
    held = false;
    for (const each of all.filter((one) => !needsHold(one))) await check(...each);
    expect(wrong).toEqual([]);
  }, 90_000);

  async function faultsOf(out: string, { method, target, status = 200, lines }: Shape): Promise<string[]> {
    const printed = out.trim().split('\n');
    const list = () => JSON.stringify({ data: printed.map((line) => JSON.parse(line)), next_cursor: null });
    const bodies = lines === 'answers' ? printed : [lines === 'items' ? list() : out];
    const headers = { 'content-type': 'application/json' };
    const found = await Promise.all(
      bodies.map((body) =>
        verdict({ method, target, headers: {}, body: null }, new Response(body, { status, headers })),
      ),
    );
    return found.filter((fault) => fault !== null);
  }
});

test('an archive that is no file is said before anything is sent, and one without a platform how it is given', async () => {
  const before = proxy.passed.length;
  const missing = await ann('profile x_archive AdaTest --archive none.zip', { url: proxy.url });
  expect(missing).toMatchObject({ code: 2, out: '', said: expect.stringContaining('none.zip') });
  expect(proxy.passed).toHaveLength(before);
  expect(await ann('profile archive.zip')).toMatchObject({
    code: 2,
    said: expect.stringContaining('--archive FILE'),
  });
});

describe('the real command', () => {
  /** As a shell runs it; `onSaid` gets its talk, line by line. */
  async function real(line: string, onSaid: (child: ChildProcess) => void = () => {}, env = {}) {
    const surroundings = { PATH: process.env['PATH'], XDG_CONFIG_HOME: folder, UNSTUCK_URL: proxy.url };
    const child = spawn(process.execPath, [join(folder, 'cli.js'), ...line.split(' ')], {
      ...{ cwd: folder, env: { ...surroundings, UNSTUCK_KEY: ANN, ...env } },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said: string[] = [];
    for await (const each of createInterface(child.stderr)) {
      if (said.push(each) === 1) onSaid(child);
    }
    if (child.exitCode === null) await once(child, 'exit');
    return { code: child.exitCode, said: said.join('\n') };
  }

  test('ends with 5, 69, 124 and 130, and the job that it left goes on to its end', async () => {
    expect((await real('jobs', undefined, { UNSTUCK_KEY: '' })).code).toBe(5);
    held = true;
    const id = await started('AAPL', false);
    const [nowhere, late, interrupted] = await Promise.all([
      real(`job ${id} --url http://127.0.0.1:1`),
      real(`watch ${id} --timeout 0.5`),
      real(`watch ${id}`, (child) => child.kill('SIGINT')),
    ]);
    expect([nowhere.code, late.code, interrupted.code]).toEqual([69, 124, 130]);
    for (const { said } of [late, interrupted]) expect(said).toContain(`Come back with: unstuck watch ${id}`);
    held = false;
    expect((await real(`watch ${id}`)).code).toBe(0);
  }, 60_000);
});

describe('up and open', () => {
  test('up starts the clone that one is in, and nothing outside of one', async () => {
    const ran: unknown[] = [];
    const onRun: Around['onRun'] = async (...given) => {
      ran.push(given);
      return 7;
    };
    const inside = await ann('up --no-demo', { cwd: join(ROOT, 'docs'), onRun });
    expect({ code: inside.code, ran }).toEqual({
      code: 7,
      ran: [['npm', ['start', '--', '--no-demo'], ROOT]],
    });
    expect(await ann('up', { onRun })).toMatchObject({ code: 2, said: expect.stringContaining('no clone') });
    expect(ran).toHaveLength(1);
  });

  test('open prints the address of a page, and opens it on a terminal alone', async () => {
    const opened: (readonly string[])[] = [];
    const onRun: Around['onRun'] = async (_, args) => {
      opened.push(args);
      throw new Error('spawn xdg-open ENOENT');
    };
    const address = `${stack.url}/jobs/job_a`;
    expect(await ann('open job_a', { onRun })).toMatchObject({ code: 0, out: `${address}\n`, said: '' });
    expect((await ann('open --print', { onRun, isTerminal: true })).out).toBe(`${stack.url}\n`);
    expect(opened).toEqual([]);
    expect(await ann('open job_a', { onRun, isTerminal: true })).toMatchObject({
      code: 0,
      said: 'No browser could be opened.\n',
    });
    expect(opened).toEqual([[address]]);
  });
});

describe.runIf(hasChromium('useJob in a page of another origin'))('in a browser', () => {
  test('the component of the documentation follows a job by a link, in React and in Preact', async () => {
    await page.make(stack.url);
    held = true;
    const id = await started('AAPL', false);
    const { token } = await new Unstuck({ url: stack.url, key: ANN }).job(id).share();
    const browser = await launch();
    try {
      const context = await browser.newContext();
      const tab = await context.newPage();
      const faults: string[] = [];
      tab.on('pageerror', ({ message }) => faults.push(message));
      await tab.goto(`${page.origin}/#${id},${token}`);
      const both = async (text: string) => {
        for (const name of ['react', 'preact']) await tab.locator(`#${name} >> text=${text}`).waitFor();
      };
      await both('queued: 0 of 1');
      await context.setOffline(true);
      await both('queued: 0 of 1 (no connection, trying again)');
      await context.setOffline(false);
      held = false;
      await both('completed: 1 of 1');
      expect(await tab.locator('text=no connection').count()).toBe(0);
      await tab.goto('about:blank');
      await tab.goto(`${page.origin}/#job_01k0a3v5zq8m4n7p2r6t9w1x3y,${token}`);
      for (const name of ['react', 'preact'])
        expect(await tab.locator(`#${name} [role=alert]`).textContent()).not.toBe('');
      expect(faults).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
