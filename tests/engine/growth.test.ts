import { expect, test } from 'vitest';
import { BusyTime } from '../../lib/engine/slice/busy-time.ts';
import { Growth } from '../../lib/engine/slice/growth.ts';
import type { View } from '../../lib/jobs/turn/turn.ts';
import { stagePlan } from '../support/jobs.ts';

const VIEW: View = {
  owner: 'ann',
  kind: 'test',
  analyzer_version: 1,
  source: 'api',
  status: 'processing',
  epoch: 1,
  stage: 0,
  stage_left: 100,
  stages: [stagePlan({ concurrency: 25 }), stagePlan({ concurrency: 25 })],
  total: 100,
  done: 0,
  failed: 0,
  deadline_ms: 1_000_000,
  watch: 1,
  watch_at_ms: 100_000,
  created_ms: 0,
  now_ms: 1_000,
  next_due_ms: 900,
  held_until_ms: null,
  held_by: null,
  later_pending: false,
  line_lease_ms: 20_000,
  any_lease_ms: 20_000,
  budget: null,
  alive_lines: ['0'],
  preceded: false,
  abandoned: false,
  input: null,
  webhook_due: null,
};

test('the lowest line sends once its steps have run for a tenth of a second, once a stage', () => {
  const growth = new Growth();
  expect(growth.leftMs(VIEW, '0', 50)).toBe(100);
  expect(growth.leftMs(VIEW, '0', 90)).toBe(60);
  expect(growth.leftMs(VIEW, '0', 150)).toBe(0);
  growth.grown();
  expect(growth.leftMs(VIEW, '0', 500)).toBeNull();
  expect(growth.leftMs({ ...VIEW, stage: 1 }, '0', 500)).toBe(100);
});

test.each<[string, Partial<View>, string]>([
  ['a higher line, whose lowest does', { alive_lines: ['0', '2'] }, '2'],
  ['one that can run all that is left', { stage_left: 20, next_due_ms: null }, '0'],
  ['one whose steps are not due yet', { next_due_ms: 5_000 }, '0'],
  ['one that its provider holds back', { held_by: 'budget' }, '0'],
  ['one beside as many as the work is worth', { alive_lines: ['0', '1', '2', '3'] }, '0'],
])('%s does not send', (_, changed, line) => {
  expect(new Growth().leftMs({ ...VIEW, ...changed }, line, 0)).toBeNull();
});

test('time counts once, however many steps run in it, and not while none has begun', () => {
  let at = 0;
  const busy = new BusyTime({
    now: () => at,
    passed: () => at,
    sleep: async () => {},
    after: () => () => {},
  });
  const [a, b, never] = [busy.one(), busy.one(), busy.one()];
  at = 10;
  a.begins();
  at = 15;
  b.begins();
  at = 30;
  a.ends();
  expect(busy.ms).toBe(20);
  at = 40;
  b.ends();
  never.ends();
  at = 99;
  expect(busy.ms).toBe(30);
});
