import type { SliceJson } from '../../../lib/http/jobs/json-shapes.ts';
import type { JobJson } from '../../../lib/jobs/job-json.ts';

/** A stretch of a lane, in ms since 1970. */
export interface Block {
  from: number;
  to: number;
  /** `died`: worked until it was last heard of. `wait`: nobody was heard of, and somebody is to come. */
  kind: 'work' | 'died' | 'wait';
}

export interface Lane {
  line: string;
  blocks: Block[];
}

export interface Strip {
  from: number;
  to: number;
  lanes: Lane[];
}

export interface Life {
  /** When the run began, and what time it is or was when it ended: ms since 1970. */
  beganAt: number;
  untilAt: number;
  over: boolean;
}

/** Shorter pauses between two functions are how long a message travels: nobody waits. */
const TRAVELS_MS = 50;

/** A function that works is heard of every second or two. One that has not been for this long may be gone. */
const SILENT_MS = 4_000;

const WATCHDOG = 'w';
const rank = (line: string): number => (line === WATCHDOG ? Number.MAX_SAFE_INTEGER : Number(line));

/** The picture of one run of a job: a lane for each sequence of messages, work and waiting in the order of time. */
export function stripOf(slices: readonly SliceJson[], { beganAt, untilAt, over }: Life): Strip {
  // The command line shows it too, and Node 20 has no Map.groupBy.
  const byLine = new Map<string, SliceJson[]>();
  for (const slice of slices) byLine.set(slice.line, []);
  for (const slice of slices) byLine.get(slice.line)?.push(slice);
  const first = Math.min(beganAt, ...slices.map(({ started_at }) => Date.parse(started_at)));
  const last = Math.max(untilAt, first + 1, ...slices.map(({ last_seen_at }) => Date.parse(last_seen_at)));
  const life = { from: first, to: last, over };
  const lanes = [...byLine]
    .map(([line, ofLine]) => ({ line, blocks: blocksOf(line, ofLine, life) }))
    .sort((a, b) => rank(a.line) - rank(b.line));
  return { from: first, to: last, lanes };
}

interface Span {
  from: number;
  to: number;
  over: boolean;
}

function blocksOf(line: string, slices: readonly SliceJson[], { from, to, over }: Span): Block[] {
  const blocks: Block[] = [];
  // A watchdog sleeps most of its life, and nothing waits for it.
  let waitsSince = line === WATCHDOG ? null : from;
  const waitUntil = (end: number) => {
    if (waitsSince !== null && end - waitsSince > TRAVELS_MS)
      blocks.push({ from: waitsSince, to: end, kind: 'wait' });
  };
  for (const slice of slices) {
    const work = workOf(slice, over ? null : to);
    waitUntil(work.from);
    blocks.push(work);
    waitsSince = slice.state !== 'idle' && line !== WATCHDOG ? work.to : null;
  }
  if (!over) waitUntil(to);
  return blocks;
}

/** @param now of a job that goes on: until then a slice that works and was just heard of has worked */
function workOf({ state, started_at, last_seen_at }: SliceJson, now: number | null): Block {
  const from = Date.parse(started_at);
  const seen = Math.max(from, Date.parse(last_seen_at));
  const works = state === 'working' && now !== null && now - seen < SILENT_MS;
  return { from, to: works ? now : seen, kind: state === 'died' ? 'died' : 'work' };
}

interface Asked {
  slices: readonly SliceJson[];
  epoch: number;
  now: number;
}

/** A first run begins when the job is accepted, a later one when its first function comes. */
export function lifeOf(job: JobJson, { slices, epoch, now }: Asked): Omit<Life, 'over'> {
  const first = slices[0]?.started_at;
  const beganAt = epoch === 1 || first === undefined ? Date.parse(job.created_at) : Date.parse(first);
  const lastSeen = Math.max(beganAt, ...slices.map(({ last_seen_at }) => Date.parse(last_seen_at)));
  const endedAt = job.completed_at === null ? now : Date.parse(job.completed_at);
  return { beganAt, untilAt: epoch < job.epoch ? lastSeen : endedAt };
}
