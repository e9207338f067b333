import { describe, expect, test } from 'vitest';
import { DATABASE_KINDS, DELIVERY_KINDS, PUBLISH_KINDS } from '../../../dev/faults/kinds.ts';
import { createLedger, totalOf } from '../../../dev/faults/ledger.ts';
import { createFaultPlan, type Rates } from '../../../dev/faults/plan.ts';
import { seeded } from '../../../dev/faults/random.ts';
import { startStretches } from '../../../dev/faults/stretches.ts';

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
  return {
    ledger,
    ...createFaultPlan({ seed, rates, ledger, lateMs: 1_000, delayMs: 500, clientWaitsMs: 1_000 }),
  };
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

describe('a stretch', () => {
  test('hits every call of its seam until it ends, and changes no later decision', () => {
    const away = plan(7);
    const steady = plan(7);
    const draw = ({ qstash }: typeof away, times: number) =>
      Array.from({ length: times }, () => qstash.deliver?.(delivery));
    away.setStretch('functions_away', true);
    expect(new Set(draw(away, 100))).toEqual(new Set(['bad_gateway']));
    expect(totalOf(away.ledger.counts(), 'functions_away')).toBe(100);
    away.setStretch('functions_away', false);
    draw(steady, 100);
    expect(draw(away, 200)).toEqual(draw(steady, 200));
  });

  test('of a slow database delays near and above what the client waits', () => {
    const { neon, setStretch } = plan(1);
    setStretch('database_slow', true);
    const delays = Array.from({ length: 200 }, () => neon(query)).map((fault) =>
      typeof fault === 'object' && 'delayMs' in fault ? fault.delayMs : Number.NaN,
    );
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(700);
    expect(Math.max(...delays)).toBeLessThanOrEqual(1_300);
    expect(delays.some((ms) => ms > 1_000) && delays.some((ms) => ms < 1_000)).toBe(true);
  });

  test('ends when all faults end', () => {
    const { neon, qstash, setStretch, setActive } = plan(1);
    setStretch('database_away', true);
    setStretch('queue_away', true);
    setActive(false);
    setActive(true);
    setActive(false);
    expect(neon(query)).toBeUndefined();
    expect(qstash.publish?.({ kind: 'publish', messages: [] })).toBeUndefined();
  });

  test('comes and goes at its times until it is stopped', async () => {
    const seen: string[] = [];
    const stretches = startStretches(
      1,
      { queue_away: { everyMs: 20, lastsMs: 20 } },
      { setStretch: (kind, on) => seen.push(`${kind} ${on}`) },
    );
    await expect.poll(() => seen.length).toBeGreaterThan(4);
    await stretches.stop();
    expect(seen.slice(0, 3)).toEqual(['queue_away true', 'queue_away false', 'queue_away true']);
    expect(seen.at(-1)).toBe('queue_away false');
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
