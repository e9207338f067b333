import { describe, expect, test } from 'vitest';
import { systemClock } from '../../lib/core/clock.ts';
import {
  GivenBack,
  PermanentError,
  ProviderRefusal,
  ProviderSilence,
  TransientError,
} from '../../lib/core/errors.ts';
import { silentLog } from '../../lib/core/log.ts';
import { ProcessDied } from '../../lib/engine/alone/errors.ts';
import type { AloneRequest } from '../../lib/engine/alone/messages.ts';
import type { AloneRunner } from '../../lib/engine/alone/runner.ts';
import type { Stage } from '../../lib/engine/analyzer.ts';
import { DEFAULTS } from '../../lib/engine/settings.ts';
import type { RunDeps } from '../../lib/engine/slice/attempt.ts';
import { outcomeOfError, Running } from '../../lib/engine/slice/running.ts';

const deps: RunDeps = {
  jobId: 'job_a',
  epoch: 3,
  clock: systemClock,
  random: () => 0.5,
  log: silentLog,
  settings: DEFAULTS,
  alone: null,
};
let jobs = 0;
/** What a step leaves running is remembered by job and key. */
const ofAnotherJob = (): RunDeps => ({ ...deps, jobId: `job_${++jobs}` });
const origin = { kind: 'test', input: null };
const step = (key: string, attempts = 0) => ({
  key,
  token: 't',
  stage: 0,
  input: null,
  attempts,
  lost: 0,
  alone: false,
});

const stage = (run: Stage['run'], timeoutMs = 1_000): Stage => ({
  name: 'work',
  share: 1,
  concurrency: 5,
  timeoutMs,
  provider: null,
  run,
  write: () => [],
});

describe('a step that fails', () => {
  const own = { ...deps, provider: null };
  const shared = { ...deps, provider: 'market' };
  test('for good fails at once, whatever attempts are left', () => {
    const outcome = outcomeOfError(step('A'), new PermanentError('unknown_symbol', 'no such symbol'), own);
    expect(outcome).toMatchObject({ result: 'failed', code: 'unknown_symbol', message: 'no such symbol' });
  });

  test('for now is tried again after a jittered wait', () => {
    const outcome = outcomeOfError(step('A', 1), new TransientError('market_data_failed', 'HTTP 502'), own);
    expect(outcome).toMatchObject({ result: 'retry', delayMs: 1_000 });
  });

  test('with Retry-After waits as long as it was asked to', () => {
    const error = new TransientError('market_data_rate_limited', '429', { retryAfterMs: 61_000 });
    expect(outcomeOfError(step('A'), error, own)).toMatchObject({ result: 'retry', delayMs: 61_000 });
  });

  test('the fourth time fails with the last reason', () => {
    const outcome = outcomeOfError(step('A', 3), new TransientError('market_data_failed', 'HTTP 502'), own);
    expect(outcome).toMatchObject({ result: 'failed', code: 'market_data_failed' });
    expect(outcome.result === 'failed' && outcome.message).toContain('after 4 attempts');
  });

  test('by a bug of ours keeps its remaining attempts', () => {
    expect(outcomeOfError(step('A'), new TypeError('x is undefined'), own)).toMatchObject({
      result: 'retry',
      code: 'unexpected_error',
    });
  });

  test('because the provider refuses everybody is given back, and pauses the provider', () => {
    const error = new ProviderRefusal('rate_limited', '429', { retryAfterMs: 61_000 });
    const refused = { result: 'refused', code: 'rate_limited', retryAfterMs: 61_000 };
    expect(outcomeOfError(step('A', 3), error, shared)).toMatchObject(refused);
    expect(outcomeOfError(step('A'), error, own)).toMatchObject({ result: 'retry', delayMs: 61_000 });
  });

  test('because the provider is silent says so, whoever noticed', () => {
    const silences = [
      new ProviderSilence('unreachable', 'no answer'),
      new TransientError('step_timeout', 'late'),
    ];
    for (const error of silences) {
      expect(outcomeOfError(step('A'), error, shared)).toMatchObject({ result: 'retry', silent: true });
      expect(outcomeOfError(step('A'), error, own)).not.toHaveProperty('silent');
    }
    expect(outcomeOfError(step('A'), new TransientError('half', 'cut'), shared)).not.toHaveProperty('silent');
  });
});

describe('the steps that a slice runs', () => {
  test('are told the job and its epoch', async () => {
    const running = new Running(deps);
    running.start(
      step('A'),
      stage(async (_, { jobId, epoch }) => ({ record: [jobId, epoch] })),
      origin,
    );
    await running.wait(0, 1_000);
    expect(running.take()).toMatchObject([{ key: 'A', result: 'done', record: ['job_a', 3] }]);
  });

  test('none outlives its timeout, and its signal aborts', async () => {
    let aborted = false;
    const running = new Running(ofAnotherJob());
    const never: Stage['run'] = (_, { signal }) =>
      new Promise(() => signal.addEventListener('abort', () => (aborted = true)));
    running.start(step('A'), stage(never, 20), origin);
    await running.wait(0, 1_000);
    expect(running.take()).toMatchObject([
      { key: 'A', result: 'retry', code: 'step_timeout', suspect: true },
    ]);
    expect(aborted).toBe(true);
  });

  test('come back as given back, not as failed, when the slice ends', async () => {
    const running = new Running(ofAnotherJob());
    running.start(
      step('A', 2),
      stage(() => new Promise(() => {})),
      origin,
    );
    running.giveUp();
    await running.wait(0, 1_000);
    expect(running.take()).toMatchObject([{ key: 'A', result: 'given_back' }]);
  });

  test('that finish close together share a commit', async () => {
    const running = new Running(ofAnotherJob());
    const takes =
      (ms: number): Stage['run'] =>
      async () => {
        await systemClock.sleep(ms);
        return { record: ms };
      };
    running.start(step('A'), stage(takes(5)), origin);
    running.start(step('B'), stage(takes(40)), origin);
    running.start(step('C'), stage(takes(5_000), 60_000), origin);
    await running.wait(150, 1_000);
    expect(running.take().map((outcome) => outcome.key)).toEqual(['A', 'B']);
    expect(running.size).toBe(1);
    running.giveUp();
    await running.wait(0, 1_000);
  });
});

describe('steps beyond the concurrency of their stage', () => {
  const narrow = (run: Stage['run']): Stage => ({ ...stage(run), concurrency: 2 });

  test('begin when others have ended, never more at once', async () => {
    const running = new Running(ofAnotherJob());
    let atOnce = 0;
    let most = 0;
    const inStage = narrow(async () => {
      most = Math.max(most, ++atOnce);
      await systemClock.sleep(5);
      atOnce--;
      return { record: null };
    });
    for (const key of ['A', 'B', 'C', 'D', 'E']) running.start(step(key), inStage, origin);
    expect(running.size).toBe(5);
    await running.wait(1_000, 1_000);
    expect(running.take().map(({ key, result }) => [key, result])).toEqual(
      ['A', 'B', 'C', 'D', 'E'].map((key) => [key, 'done']),
    );
    expect(most).toBe(2);
  });

  test('are given back without having begun when they are not to wait any longer, or the slice ends', async () => {
    const running = new Running(ofAnotherJob());
    const began: string[] = [];
    const inStage = narrow(({ key }, { signal }) => {
      began.push(key);
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    });
    for (const key of ['A', 'B', 'C']) running.start(step(key, 1), inStage, origin);
    await running.wait(0, 50);
    running.giveBackWaiting();
    expect(running.take()).toEqual([{ key: 'C', token: 't', stage: 0, result: 'given_back' }]);
    running.start(step('D'), inStage, origin);
    running.giveUp();
    await running.wait(1_000, 1_000);
    expect(running.take().map(({ key, result }) => [key, result])).toEqual([
      ['D', 'given_back'],
      ['A', 'given_back'],
      ['B', 'given_back'],
    ]);
    expect(began).toEqual(['A', 'B']);
  });
});

describe('a step that must not run here', () => {
  const done = { record: 'alone' };
  const asks: AloneRequest[] = [];
  const shares: (boolean | undefined)[] = [];
  const alone: AloneRunner = {
    run: async (request, _, mayShare) => {
      asks.push(request);
      shares.push(mayShare);
      return done;
    },
    room: () => 1,
  };
  const here: Stage['run'] = async () => ({ record: 'here' });
  const ranAlone = async (of: RunDeps, held: ReturnType<typeof step>, inStage: Stage) => {
    const running = new Running(of);
    running.start(held, inStage, { kind: 'test', input: { symbols: ['A'] } });
    await running.wait(0, 5_000);
    return running.take();
  };

  test('is given to a process of its own with all that it needs to be opened there', async () => {
    const of = { ...ofAnotherJob(), alone };
    const suspect = { ...step('A'), alone: true };
    expect(await ranAlone(of, suspect, stage(here, 700))).toMatchObject([
      { result: 'done', record: 'alone' },
    ]);
    expect(asks.at(-1)).toEqual({
      kind: 'test',
      input: { symbols: ['A'] },
      stage: 0,
      step: suspect,
      jobId: of.jobId,
      epoch: 3,
      timeoutMs: 700,
    });
  });

  test('is every step of an isolated stage, and no other', async () => {
    const of = { ...ofAnotherJob(), alone };
    const isolated = { ...stage(here), isolate: true };
    expect(await ranAlone(of, step('A'), isolated)).toMatchObject([{ record: 'alone' }]);
    expect(await ranAlone(of, step('B'), stage(here))).toMatchObject([{ record: 'here' }]);
    expect(await ranAlone({ ...of, alone: null }, step('C'), isolated)).toMatchObject([{ record: 'here' }]);
  });

  test('shares that process only while it is a mere suspect', async () => {
    const of = { ...ofAnotherJob(), alone };
    const suspect = { ...step('A'), alone: true };
    await ranAlone(of, suspect, stage(here));
    await ranAlone(of, { ...suspect, lost: 1 }, stage(here));
    await ranAlone(of, suspect, { ...stage(here), isolate: true });
    expect(shares.slice(-3)).toEqual([true, false, false]);
  });

  test('is lost, not failed, when its process dies, and fails as it would have failed here', async () => {
    const failing = (error: Error) => ({
      ...ofAnotherJob(),
      alone: { ...alone, run: () => Promise.reject(error) },
    });
    const suspect = { ...step('A'), alone: true };
    const outcomes = async (error: Error) => ranAlone(failing(error), suspect, stage(here));
    expect(await outcomes(new ProcessDied('It ended.'))).toMatchObject([
      { key: 'A', token: 't', result: 'lost', message: 'It ended.' },
    ]);
    expect(await outcomes(new GivenBack('no room'))).toMatchObject([{ result: 'given_back' }]);
    expect(await outcomes(new PermanentError('bad_step', 'No.'))).toMatchObject([
      { result: 'failed', code: 'bad_step' },
    ]);
    expect(await outcomes(new TransientError('isolation_unavailable', 'No.'))).toMatchObject([
      { result: 'retry', code: 'isolation_unavailable' },
    ]);
  });

  test('is one that ignored its signal, for as long as it goes on here', async () => {
    const of = ofAnotherJob();
    let stop: () => void = () => {};
    const deaf: Stage['run'] = async () => {
      await new Promise<void>((resolve) => {
        stop = resolve;
      });
      return { record: 'late' };
    };
    expect(await ranAlone(of, step('A'), stage(deaf, 20))).toMatchObject([
      { result: 'retry', code: 'step_timeout', suspect: true },
    ]);
    expect(await ranAlone(of, step('A'), stage(here))).toMatchObject([
      { result: 'retry', code: 'step_timeout' },
    ]);
    expect(await ranAlone({ ...of, alone }, step('A'), stage(here))).toMatchObject([{ record: 'alone' }]);
    expect(await ranAlone(of, step('B'), stage(here))).toMatchObject([{ record: 'here' }]);
    stop();
    await systemClock.sleep(0);
    expect(await ranAlone(of, step('A'), stage(here))).toMatchObject([{ record: 'here' }]);
  });

  test('is not one that stopped when it was told to', async () => {
    const of = ofAnotherJob();
    const heeds: Stage['run'] = async (_, { signal }) => {
      await systemClock.sleep(60_000, signal);
      return { record: null };
    };
    const [outcome] = await ranAlone(of, step('A'), stage(heeds, 20));
    expect(outcome).toMatchObject({ result: 'retry', code: 'step_timeout' });
    expect(outcome).not.toHaveProperty('suspect');
    expect(await ranAlone(of, step('A'), stage(here))).toMatchObject([{ record: 'here' }]);
  });

  test('fails at its last attempt, also when it ignored its signal', async () => {
    expect(
      await ranAlone(
        ofAnotherJob(),
        step('A', 3),
        stage(() => new Promise(() => {}), 20),
      ),
    ).toMatchObject([
      { result: 'failed', code: 'step_timeout', message: expect.stringContaining('did not stop') },
    ]);
  });
});
