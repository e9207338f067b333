import { expect, test } from 'vitest';
import type { SliceJson } from '../../../../lib/http/jobs/json-shapes.ts';
import { stripOf } from '../../../../web/pages/job/lanes.ts';
import { pathOf } from '../../../../web/pages/jobs/strip-path.ts';
import { iso, NOW } from '../job/job-of.ts';

const slice = (line: string, from: number, to: number, state: SliceJson['state']): SliceJson => ({
  epoch: 1,
  line,
  state,
  started_at: iso(NOW + from),
  last_seen_at: iso(NOW + to),
  ended_at: state === 'handed_over' ? iso(NOW + to) : null,
  turns: 1,
  steps_claimed: 1,
  steps_ended: 1,
});

test('a job as a line has a lane for each line, work in it, waiting as a thin line, and a notch where one died', () => {
  const slices = [
    slice('0', 0, 5_000, 'died'),
    slice('0', 7_500, 10_000, 'idle'),
    slice('1', 0, 10_000, 'idle'),
  ];
  const strip = stripOf(slices, { beganAt: NOW, untilAt: NOW + 10_000, over: true });
  const boxes = (kind: 'work' | 'wait' | 'died') => pathOf(strip, kind).split('z').slice(0, -1);
  expect(boxes('work')).toEqual([
    'M0.00 0.1h50.00v0.8h-50.00',
    'M75.00 0.1h25.00v0.8h-25.00',
    'M0.00 1.1h100.00v0.8h-100.00',
  ]);
  expect(boxes('wait')).toEqual(['M50.00 0.4h25.00v0.2h-25.00']);
  expect(boxes('died')).toEqual(['M49.40 0h1.20v1h-1.20']);
});
