/** How messages are sent again and who looks. Seconds. */
export interface Plan {
  name: string;
  /** Before the n-th redelivery, from 0. */
  delay(n: number): number;
  /** Seconds that a failure callback asks to be sent again after; null leaves that to the queue. */
  callbackAsks: number | null;
  /** Null: nobody sweeps. */
  sweepEvery: number | null;
}

export type Away = 'functions' | 'queue' | 'database';

/** What one job met. Seconds from the end of the outage until it went on; Infinity if within a day it never did. */
export interface Met {
  after: number;
  /** Of the job's messages since the outage began. */
  deliveries: number;
}

interface Event {
  at: number;
  kind: 'lane' | 'watch' | 'sweep';
  callback: boolean;
  tried: number;
}

interface Outage {
  away: Away;
  from: number;
  to: number;
}

const RETRIES = 5;
const CALLBACK_RETRIES = 4;
const SLICE = 45;
const LEASE = 30;
const PERIOD = 60;
const SWEEP_RETRIES = 3;
const SWEEP_DELAY = 60;
const DAY = 86_400;

/** 12 s, 2.5 min, 30 min, 6 h. */
const queueDefault = (n: number) => Math.min(DAY, Math.exp(2.5 * (n + 1)));

/** One job whose work never ends, an outage, and its messages; by events, in their order. */
class Sky {
  deliveries = 0;
  #events: Event[] = [];
  /** When the watchdog is due, as the row says. */
  #watchAt = PERIOD;
  #workingUntil = 0;
  readonly #plan: Plan;
  readonly #outage: Outage;

  constructor(plan: Plan, outage: Outage, sweepPhase: number) {
    this.#plan = plan;
    this.#outage = outage;
    this.#add('lane', 0);
    this.#add('watch', PERIOD);
    if (plan.sweepEvery !== null) this.#add('sweep', sweepPhase * plan.sweepEvery);
  }

  /** Plays until the job goes on after the outage. */
  play(): number {
    const { to } = this.#outage;
    for (let event = this.#earliest(); event && event.at < to + DAY; event = this.#earliest()) {
      this.#handle(event);
      // A slice works at the end of the outage, or begins after it.
      if (this.#workingUntil > to) return Math.max(0, event.at - to);
    }
    return Number.POSITIVE_INFINITY;
  }

  #add(kind: Event['kind'], at: number): void {
    this.#events.push({ kind, at, callback: false, tried: 0 });
  }

  #earliest(): Event | undefined {
    this.#events.sort((a, b) => a.at - b.at);
    return this.#events.shift();
  }

  #isAway(at: number, ...what: Away[]): boolean {
    const { away, from, to } = this.#outage;
    return what.includes(away) && at >= from && at < to;
  }

  #again(event: Event, at: number): void {
    const { delay, callbackAsks } = this.#plan;
    // A function that is away asks for nothing.
    const asks = this.#outage.away === 'functions' ? null : callbackAsks;
    const callbackDelay = (n: number) => asks ?? queueDefault(n);
    const { tried, callback } = event;
    if (event.kind === 'sweep') {
      if (tried < SWEEP_RETRIES) this.#events.push({ ...event, at: at + SWEEP_DELAY, tried: tried + 1 });
    } else if (tried < (callback ? CALLBACK_RETRIES : RETRIES)) {
      this.#events.push({ ...event, at: at + (callback ? callbackDelay : delay)(tried), tried: tried + 1 });
    } else if (!callback) this.#events.push({ ...event, at, tried: 0, callback: true });
  }

  #handle(event: Event): void {
    const { at, kind } = event;
    if (kind !== 'sweep' && at >= this.#outage.from) this.deliveries++;
    if (kind === 'sweep') this.#sweep(event);
    else if (this.#isAway(at, 'functions', 'database')) this.#again(event, at);
    else if (kind === 'watch') this.#watch(event);
    else if (!event.callback) this.#slice(event);
    else if (this.#isAway(at, 'queue')) this.#again(event, at);
    else this.#add('lane', at + 5);
  }

  #slice(event: Event): void {
    const { at } = event;
    const { away, from } = this.#outage;
    const end = at + SLICE;
    const dies = away !== 'queue' && at < from && end > from;
    this.#workingUntil = dies ? from : end;
    if (dies) this.#again(event, from + (away === 'database' ? 0 : 1));
    else if (this.#isAway(end, 'queue')) this.#again(event, end);
    else this.#add('lane', end);
  }

  #watch(event: Event): void {
    const { at } = event;
    if (this.#isAway(at, 'queue')) {
      this.#again(event, at);
      return;
    }
    this.#watchAt = at + PERIOD;
    this.#add('watch', at + PERIOD);
    if (this.#workingUntil + LEASE <= at) this.#add('lane', at);
  }

  #sweep(event: Event): void {
    const { at, tried } = event;
    if (tried === 0) this.#add('sweep', at + (this.#plan.sweepEvery ?? 0));
    if (this.#isAway(at, 'functions', 'database', 'queue')) {
      this.#again(event, at);
      return;
    }
    if (this.#workingUntil > at || this.#watchAt > at) return;
    // The watchdog of an older generation finds its own later and ends.
    this.#events = this.#events.filter(({ kind }) => kind !== 'watch');
    this.#watchAt = at + PERIOD;
    this.#add('watch', at + PERIOD);
    this.#add('lane', at);
  }
}

/** Numbers from 0 to 1, the same for the same seed. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** `times` jobs, each with an outage of `seconds` that begins at a random moment of its first ten minutes. */
export function meet(plan: Plan, away: Away, seconds: number, times: number): Met[] {
  const next = random(seconds + times);
  return Array.from({ length: times }, () => {
    const from = 1 + next() * 600;
    const sky = new Sky(plan, { away, from, to: from + seconds }, next());
    return { after: sky.play(), deliveries: sky.deliveries };
  });
}

const atMost = (cap: number, base: number) => (n: number) => Math.min(cap, 5 * base ** n);

const DELAYS: readonly Omit<Plan, 'sweepEvery'>[] = [
  { name: '5 s × 5', delay: () => 5, callbackAsks: 5 },
  { name: '2ⁿ × 5 s, ≤ 240 s', delay: atMost(240, 2), callbackAsks: null },
  { name: '1.6ⁿ × 5 s', delay: atMost(240, 1.6), callbackAsks: null },
  { name: '3ⁿ × 5 s', delay: atMost(DAY, 3), callbackAsks: null },
];

export const PLANS: readonly Plan[] = DELAYS.flatMap((delays) =>
  [null, 120, 300, 600, 900].map((sweepEvery) => ({ ...delays, sweepEvery })),
);

const SECONDS = [60, 120, 240, 600, 3_600];
const TIMES = 400;

const told = (seconds: number): string => (Number.isFinite(seconds) ? String(Math.round(seconds)) : 'never');

function cell(met: Met[]): string {
  const sorted = met.map(({ after }) => after).sort((a, b) => a - b);
  return `${told(sorted[Math.floor(sorted.length / 2)] ?? 0)} / ${told(sorted.at(-1) ?? 0)}`;
}

function row(plan: Plan, away: Away): string {
  const all = SECONDS.map((seconds) => meet(plan, away, seconds, TIMES));
  const most = Math.max(...all.flat().map(({ deliveries }) => deliveries));
  const sweeps =
    plan.sweepEvery === null
      ? ['none', '0']
      : [`${plan.sweepEvery / 60} min`, String(3_600 / plan.sweepEvery)];
  return `| ${[away, plan.name, sweeps[0], ...all.map(cell), most, sweeps[1]].join(' | ')} |`;
}

/** A Markdown table: seconds from the end of an outage until a job goes on, nobody looking, median / worst. */
export function weatherTable(): string {
  const head = [
    'away',
    'delays',
    'sweeper',
    ...SECONDS.map((seconds) => `${seconds} s`),
    'most deliveries until then',
    'sweeps/h',
  ];
  const rows = (['functions', 'queue', 'database'] as const).flatMap((away) =>
    PLANS.map((plan) => row(plan, away)),
  );
  return [`| ${head.join(' | ')} |`, `| ${head.map(() => '---').join(' | ')} |`, ...rows].join('\n');
}
