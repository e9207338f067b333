import { expect, test } from 'vitest';
import { laneStrip } from '../../packages/client/src/cli/lane-strip.ts';
import type { Job, Slice } from '../../packages/client/src/shapes.ts';

const at = (second: number) => new Date(1_796_000_000_000 + second * 1_000).toISOString();

const slice = (line: string, from: number, to: number, state: Slice['state']): Slice => ({
  ...{
    epoch: 1,
    line,
    state,
    started_at: at(from),
    last_seen_at: at(to),
    ended_at: state === 'died' ? null : at(to),
  },
  ...{ turns: 1, steps_claimed: 1, steps_ended: 1 },
});

const job: Job = {
  id: 'job_a',
  kind: 'stocks',
  status: 'completed',
  source: 'api',
  tags: [],
  ...{ epoch: 1, name: null, again_of: null },
  progress: { percent: 100, total: 1, completed: 1, failed: 0, stage: null, eta_seconds: null },
  ...{ error: null, waits: null, watchdog: null, cancelled_by: null, cancel_reason: null, webhook: null },
  usage: { messages: 1, round_trips: 1, function_ms: 1, cost_usd: 0 },
  ...{ created_at: at(0), started_at: at(2), completed_at: at(10), deadline_at: at(100) },
  links: { self: '', steps: '', slices: '', result: '', cancel: '', retry: '' },
};

test('a job is drawn as its lanes by time: waiting hatched, work solid, a death crossed', () => {
  const slices = [slice('0', 2, 4, 'died'), slice('0', 6, 10, 'idle'), slice('w', 8, 9, 'idle')];
  expect(laneStrip(job, slices, { width: 10 })).toBe(
    ['lane 1    ░░╳╳░░████', `watchdog  ${' '.repeat(8)}█`, ''].join('\n'),
  );
  expect(laneStrip(job, [], { width: 10 })).toBe('');
});
