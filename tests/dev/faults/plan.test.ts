import { describe, expect, test } from 'vitest';
import { DATABASE_KINDS, DELIVERY_KINDS, PUBLISH_KINDS } from '../../../dev/faults/kinds.ts';
import { createLedger, totalOf } from '../../../dev/faults/ledger.ts';
import { createFaultPlan, type Rates } from '../../../dev/faults/plan.ts';
import { seeded } from '../../../dev/faults/random.ts';

const KINDS = [...PUBLISH_KINDS, ...DELIVERY_KINDS, ...DATABASE_KINDS];
const RATES: Rates = Object.fromEntries(KINDS.map((kind) => [kind, 0.05]));

const delivery = {
  messageId: 'msg_1',
  url: 'http://127.0.0.1/api/process',
  labels: ['job_a'],
  body: '{}',
  retried: 0,
  attempt: 1,
  callbackOf: null,
};
const query = { applicationName: 'unstuck-engine', queries: [{ query: 'select $1', params: ['job_a'] }] };

function plan(seed: number, rates = RATES) {
  const ledger = createLedger((job) => (job === 'job_a' ? 'processing' : 'none'));
  return { ledger, ...createFaultPlan({ seed, rates, ledger, lateMs: 1_000, delayMs: 500 }) };
}

describe('a fault plan', () => {
  test('decides the same for the n-th call of a seam, whatever the other seams saw', () => {
    const first = plan(7);
    const second = plan(7);
    const alone = Array.from({ length: 500 }, () => first.qstash.deliver?.(delivery));
    const between = Array.from({ length: 500 }, () => {
      second.neon(query);
      return second.qstash.deliver?.(delivery);
    });
    expect(between).toEqual(alone);
  });

  test('decides otherwise for another seed', () => {
    const decisions = (seed: number) => {
      const { neon } = plan(seed);
      return Array.from({ length: 200 }, () => neon(query));
    };
    expect(decisions(1)).not.toEqual(decisions(2));
  });

  test('injects each kind as often as it was asked to, and counts it by the state of the job it hit', () => {
    const { ledger, qstash, neon } = plan(3);
    for (let i = 0; i < 4_000; i++) {
      qstash.publish?.({ kind: 'publish', messages: [{ url: '', labels: ['job_a'], body: '' }] });
      qstash.deliver?.(delivery);
      neon(query);
    }
    for (const kind of KINDS) {
      expect(ledger.counts().get(kind), kind).toMatchObject({ queued: 0, terminal: 0, none: 0 });
      expect(totalOf(ledger.counts(), kind), kind).toBeGreaterThan(140);
      expect(totalOf(ledger.counts(), kind), kind).toBeLessThan(260);
    }
  });

  test('lets everything pass while it is off, and goes on where it was', () => {
    const paused = plan(5);
    const steady = plan(5);
    paused.setActive(false);
    expect(Array.from({ length: 300 }, () => paused.neon(query)).every((fault) => fault === undefined)).toBe(
      true,
    );
    paused.setActive(true);
    const draw = ({ neon }: typeof paused) => Array.from({ length: 100 }, () => neon(query));
    expect(draw(paused)).toEqual(draw(steady));
  });
});

test('a seeded stream is even and repeats itself', () => {
  const draw = seeded(1, 'any');
  const numbers = Array.from({ length: 10_000 }, draw);
  const again = seeded(1, 'any');
  expect(numbers.slice(0, 100)).toEqual(Array.from({ length: 100 }, again));
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  expect(numbers.reduce((sum, number) => sum + number, 0) / numbers.length).toBeCloseTo(0.5, 1);
});
