import type { Fault as DatabaseFault, Intercept as DatabaseIntercept } from '../neon/intercept.ts';
import type { DeliveryFault, PublishFault, Intercept as QueueIntercept } from '../qstash/intercept.ts';
import { DATABASE_KINDS, DELIVERY_KINDS, type FaultKind, PUBLISH_KINDS, type StretchKind } from './kinds.ts';
import type { Ledger } from './ledger.ts';
import { type Draw, seeded } from './random.ts';

/** Probability per call, 0 to 1. Kinds not listed are never injected. */
export type Rates = Partial<Record<FaultKind, number>>;

export interface FaultPlanOptions {
  seed: number;
  rates: Rates;
  ledger: Ledger;
  /** Longest delay of a late delivery or a slow request, in milliseconds. */
  lateMs: number;
  delayMs: number;
  /** How long the database's client waits; a slow database takes from 0.7 to 1.3 times that. */
  clientWaitsMs: number;
}

/**
 * Fault decisions for the queue and the database. Deterministic: the same seed gives the same decision for a seam's
 * n-th call.
 */
export interface FaultPlan {
  qstash: QueueIntercept;
  neon: DatabaseIntercept;
  /** False lets everything pass and draws nothing. */
  setActive(active: boolean): void;
  /** Begins or ends a stretch, in which every call of its seam is hit, whatever was drawn for it. */
  setStretch(kind: StretchKind, on: boolean): void;
}

interface Decision<K> {
  kind: K;
  /** Fraction of the longest delay, 0 to 1. */
  extent: number;
}

/** Always draws twice per call, so that a decision depends only on the number of earlier calls. */
function decider<K extends FaultKind>(draw: Draw, kinds: readonly K[], rates: Rates) {
  return (): Decision<K> | undefined => {
    let left = draw();
    const extent = draw();
    for (const kind of kinds) {
      left -= rates[kind] ?? 0;
      if (left < 0) return { kind, extent };
    }
    return undefined;
  };
}

const OUT_OF_ORDER_MS = 300;
const JOB_ID = /^job_\w+$/;

const PUBLISH = {
  publish_refused: 'refuse',
  publish_hangs: 'hang',
  publish_stored_then_hangs: 'store_then_hang',
  publish_stored_then_fails: 'store_then_fail',
} as const satisfies Record<(typeof PUBLISH_KINDS)[number], PublishFault>;

function deliveryFault(
  { kind, extent }: Decision<(typeof DELIVERY_KINDS)[number]>,
  lateMs: number,
): DeliveryFault {
  switch (kind) {
    case 'delivered_twice_at_once':
      return 'twice';
    case 'delivered_late':
      return { delayMs: Math.round(lateMs * (0.5 + extent / 2)) };
    case 'delivered_out_of_order':
      return { delayMs: Math.round(OUT_OF_ORDER_MS * extent) };
    case 'answer_lost':
      return 'lose_ack';
    case 'attempt_dropped':
      return 'drop_attempt';
  }
}

function databaseFault(
  { kind, extent }: Decision<(typeof DATABASE_KINDS)[number]>,
  delayMs: number,
): DatabaseFault {
  switch (kind) {
    case 'database_refuses':
      return 'refuse';
    case 'database_hangs_before':
      return 'hang_before';
    case 'database_hangs_after_commit':
      return 'hang_after';
    case 'database_cut_before':
      return 'cut';
    case 'database_cut_after_commit':
      return 'cut_after';
    case 'database_delays':
      return { delayMs: Math.round(delayMs * extent) };
  }
}

/** The job a failure callback is about; the callback's own label is not a job's. */
function jobOfBody(body: string): string | null {
  const named = /"job":"(job_\w+)"/.exec(body)?.[1];
  if (named !== undefined) return named;
  const source = /"sourceBody":"([\w+/=]+)"/.exec(body)?.[1];
  return source === undefined ? null : jobOfBody(Buffer.from(source, 'base64').toString());
}

function jobOfQueries(queries: readonly { params: unknown[] }[]): string | null {
  for (const { params } of queries) {
    for (const param of params) if (typeof param === 'string' && JOB_ID.test(param)) return param;
  }
  return null;
}

export function createFaultPlan(options: FaultPlanOptions): FaultPlan {
  const { seed, rates, ledger, lateMs, delayMs, clientWaitsMs } = options;
  const publish = decider(seeded(seed, 'publish'), PUBLISH_KINDS, rates);
  const deliver = decider(seeded(seed, 'deliver'), DELIVERY_KINDS, rates);
  const query = decider(seeded(seed, 'query'), DATABASE_KINDS, rates);
  const slowness = seeded(seed, 'database_slow');
  const stretches = new Set<StretchKind>();
  let active = true;
  /** Counts the call if one of the stretches is under way. */
  const inStretch = (job: string | null, ...kinds: StretchKind[]): StretchKind | undefined => {
    const kind = kinds.find((each) => stretches.has(each));
    if (kind) ledger.count(kind, job);
    return kind;
  };
  return {
    setActive: (wanted) => {
      active = wanted;
      if (!wanted) stretches.clear();
    },
    setStretch: (kind, on) => void (on && active ? stretches.add(kind) : stretches.delete(kind)),
    qstash: {
      publish: ({ messages }) => {
        const job = messages[0]?.labels[0] ?? null;
        const decision = active ? publish() : undefined;
        if (inStretch(job, 'queue_away')) return 'refuse';
        if (!decision) return undefined;
        ledger.count(decision.kind, job);
        return PUBLISH[decision.kind];
      },
      deliver: ({ labels, body }) => {
        const job = labels[0] ?? jobOfBody(body);
        const decision = active ? deliver() : undefined;
        if (inStretch(job, 'functions_away')) return 'bad_gateway';
        if (!decision) return undefined;
        ledger.count(decision.kind, job);
        return deliveryFault(decision, lateMs);
      },
    },
    neon: ({ queries }) => {
      const job = jobOfQueries(queries);
      const decision = active ? query() : undefined;
      const stretch = inStretch(job, 'database_away', 'database_slow');
      if (stretch === 'database_away') return 'cut';
      if (stretch) return { delayMs: Math.round(clientWaitsMs * (0.7 + 0.6 * slowness())) };
      if (!decision) return undefined;
      ledger.count(decision.kind, job);
      return databaseFault(decision, delayMs);
    },
  };
}
