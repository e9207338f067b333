import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { PROTECTED, startDoor } from '../../support/health.ts';
import { ROOT, startTestStack, type TestStack } from '../../support/stack.ts';

const KEY = 'uk_ann_0123456789abcdef';

let stack: TestStack;
let folder: string;
beforeAll(async () => {
  stack = await startTestStack({ MARKET_DATA: 'sample', API_KEYS: `ann:${KEY}` });
  folder = await mkdtemp(join(tmpdir(), 'unstuck-doctor-'));
}, 120_000);
afterAll(async () => {
  await stack.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Outcome {
  code: number | null;
  /** Both streams. */
  output: string;
  stdout: string;
}

/** What `npm run doctor` runs, Node's own options included: without `--` Node would read our --env-file too. */
const [, ...COMMAND] = packageJson.scripts.doctor.split(' ');

function doctor(args: string[], env: Record<string, string> = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [...COMMAND, ...args],
      { cwd: ROOT, env: { PATH: process.env['PATH'], ...env } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode, output: stdout + stderr, stdout }),
    );
  });
}

async function withVariables(changes: Record<string, string> = {}): Promise<string[]> {
  const file = join(folder, 'deployment.env');
  const lines = Object.entries({ ...stack.env, ...changes }).map(([name, value]) => `${name}="${value}"`);
  await writeFile(file, lines.join('\n'));
  return ['--env-file', file];
}

async function rotateKeys(): Promise<void> {
  const headers = { Authorization: `Bearer ${stack.qstash?.token}` };
  await fetch(`${stack.qstash?.url}/v2/keys/rotate`, { method: 'POST', headers });
}

const byUrl = () => ['--url', stack.url, '--key', KEY];
const port = () => ({ PORT: new URL(stack.url).port, API_KEYS: `ann:${KEY}` });

describe('the doctor', () => {
  test('finds the local stack by its port, and says that all is well', async () => {
    const { code, output } = await doctor([], port());
    expect(output).toMatch(/went through the queue and back in \d+ ms/);
    expect([code, output]).toEqual([0, expect.stringContaining('All is well.')]);
  });

  test('says where it looked if nothing runs there, and how to start it', async () => {
    const { code, output } = await doctor([], { PORT: '9' });
    expect([code, output]).toEqual([1, expect.stringContaining('npm start')]);
  });

  test('says that a file of variables is not there', async () => {
    const { code, output } = await doctor(['--env-file', '/no/such.env']);
    expect([code, output]).toEqual([1, expect.stringContaining("open '/no/such.env'")]);
  });

  test('sends a probe with a deployment’s variables', async () => {
    const { code, output, stdout } = await doctor([...(await withVariables()), '--json']);
    expect([code, output]).toEqual([0, expect.any(String)]);
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'ok',
      came_back_in_ms: expect.any(Number),
      findings: [],
    });
  });

  test('names a variable that is wrong in the file', async () => {
    const { code, output } = await doctor(await withVariables({ QSTASH_TOKEN: 'another' }));
    expect([code, output]).toEqual([1, expect.stringContaining('The queue does not know QSTASH_TOKEN')]);
  });

  test('asks a deployment by its URL and a key', async () => {
    const { code, output } = await doctor(byUrl());
    expect([code, output]).toEqual([0, expect.stringContaining('All is well.')]);
  });

  test('tells a key that the deployment does not know, and one that was left out', async () => {
    const unknown = await doctor(['--url', stack.url, '--key', 'uk_eve_0123456789abcdef']);
    expect([unknown.code, unknown.output]).toEqual([
      2,
      expect.stringContaining('does not know this API key'),
    ]);
    const none = await doctor(['--url', stack.url]);
    expect([none.code, none.output]).toEqual([2, expect.stringContaining('Without an API key')]);
  });

  test('tells protection from an address where nobody is', async () => {
    const door = await startDoor(() => PROTECTED);
    const { code, output } = await doctor(['--url', door.url, '--key', KEY]);
    expect([code, output]).toEqual([1, expect.stringContaining('Deployment Protection')]);
    await door.stop();
    const nobody = await doctor(['--url', door.url, '--key', KEY]);
    expect([nobody.code, nobody.output]).toEqual([1, expect.stringContaining('Nothing answers at')]);
  });

  test('refuses arguments that it does not understand, with what is wrong', async () => {
    expect(await doctor(['--url', 'app.example.com'])).toMatchObject({ code: 1 });
    expect((await doctor(['--ulr', 'x'])).output).toContain('--ulr');
    expect(await doctor(['--help'])).toMatchObject({ code: 0 });
  });
});

describe('after the queue’s keys were rotated', () => {
  test('once: still well, and degraded by name', async () => {
    await rotateKeys();
    for (const args of [byUrl(), await withVariables()]) {
      const { code, output } = await doctor(args);
      expect([code, output]).toEqual([2, expect.stringContaining('were rotated')]);
      expect(output).toContain('went through the queue and back');
    }
  });

  test('twice: broken, and what the probe met was our own refusal', async () => {
    await rotateKeys();
    for (const args of [byUrl(), await withVariables(), []]) {
      const { code, output } = await doctor(args, port());
      expect([code, output]).toEqual([1, expect.stringContaining('Neither signing key')]);
      expect(output).toContain('refused the signature');
    }
  });
});
