import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type Audit, audit } from './audit.ts';
import { type Client, createClient, type Seen } from './client.ts';
import { type Control, createControl } from './control.ts';
import { plannedJob } from './mix.ts';
import { type Sample, sampler } from './sample.ts';
import { compressed, compression, type SoakOptions } from './settings.ts';
import { awayIn } from './weather.ts';
import { CRON_SECRET, startWorld, type World } from './world.ts';

/** In minutes of the soak. */
const SAMPLE_EVERY = 15;
const SWEEP_EVERY = 5;
const LIST_EVERY = 2;
const WEATHER_EVERY = 120;
/** Of wall time, at the pace asked for: the day stands still while arrivals are held back, as they are in it. */
const WEATHER_LASTS = 5;
const CRON_EVERY = 24 * 60;
const DELETED_AFTER = 60;

/** Arrivals wait while so many jobs are open: the soak runs as fast as the machine, not faster. */
const MOST_OPEN = 12;

export interface SoakReport {
  options: SoakOptions;
  samples: Sample[];
  audit: Audit;
  /** Wall time of the arrivals, and how much of it they were held back. */
  seconds: number;
  heldSeconds: number;
  refused: Record<string, number>;
  warned: Record<string, number>;
  steps: number;
  /** The queue's messages that are not over yet, at the very end. */
  waiting: number;
}

const scheduleSchema = z.array(
  z.object({ destination: z.string(), body: z.string().optional(), scheduleId: z.string() }),
);

/** Sends what each schedule of the queue would send; its own clock fires it at real times, too. */
async function fireSchedules({ qstash }: World): Promise<void> {
  const headers = { authorization: `Bearer ${qstash.token}` };
  const listed = await fetch(`${qstash.url}/v2/schedules`, { headers });
  for (const { destination, body = '' } of scheduleSchema.parse(await listed.json())) {
    const sent = { ...headers, 'content-type': 'application/json', 'upstash-retries': '3' };
    await fetch(`${qstash.url}/v2/publish/${destination}`, { method: 'POST', headers: sent, body });
  }
}

async function callCron({ appUrl }: World): Promise<void> {
  const response = await fetch(`${appUrl}/api/cron`, { headers: { authorization: `Bearer ${CRON_SECRET}` } });
  await response.body?.cancel();
}

interface DayOptions {
  world: World;
  client: Client;
  /** Wall milliseconds of a minute of the soak. */
  minuteMs: number;
}

/** What happens besides arrivals, by the minute of the soak. */
class Day {
  private minute = 0;
  private storms = 0;
  private stormy = false;
  private clearing: NodeJS.Timeout | undefined;
  private readonly toDelete: { at: number; job: Seen }[] = [];
  private known = 0;
  private readonly background = new Set<Promise<unknown>>();
  readonly samples: Sample[] = [];
  private readonly world: World;
  private readonly client: Client;
  private readonly minuteMs: number;
  private readonly control: Control;
  private readonly take: (stormy: boolean) => Promise<Sample>;

  constructor({ world, client, minuteMs }: DayOptions) {
    this.world = world;
    this.client = client;
    this.minuteMs = minuteMs;
    this.control = createControl(world.database);
    this.take = sampler(world, client, this.control);
  }

  /** Lets the time pass up to a minute. */
  async passTo(minute: number): Promise<void> {
    while (this.minute < Math.floor(minute)) await this.pass(++this.minute);
  }

  async over(): Promise<void> {
    clearTimeout(this.clearing);
    this.setWeather(false);
    await Promise.all(this.background);
  }

  private async pass(minute: number): Promise<void> {
    const { world, client } = this;
    if (minute % WEATHER_EVERY === 0) this.startWeather();
    if (minute % SWEEP_EVERY === 0) this.start(fireSchedules(world));
    if (minute % LIST_EVERY === 0) this.start(client.list());
    if (minute % CRON_EVERY === CRON_EVERY / 2) this.start(callCron(world));
    this.start(this.control.measure());
    this.deleteDue(minute);
    if (minute % SAMPLE_EVERY !== 0) return;
    this.samples.push(await this.take(this.stormy));
    this.stormy = world.weather.away !== null;
  }

  private startWeather(): void {
    this.setWeather(true);
    this.clearing = setTimeout(() => this.setWeather(false), WEATHER_LASTS * this.minuteMs);
  }

  private setWeather(bad: boolean): void {
    const { weather, functions } = this.world;
    weather.set(bad ? awayIn(this.storms++) : null);
    functions.setAway(weather.away === 'functions');
    this.stormy ||= bad;
  }

  private deleteDue(minute: number): void {
    for (const job of this.client.jobs.slice(this.known))
      if (job.planned.deleted) this.toDelete.push({ at: minute + DELETED_AFTER, job });
    this.known = this.client.jobs.length;
    for (let first = this.toDelete[0]; first && first.at <= minute; first = this.toDelete[0]) {
      this.toDelete.shift();
      if (first.job.ended) this.start(this.client.remove(first.job));
    }
  }

  private start(work: Promise<unknown>): void {
    const tracked = work.finally(() => this.background.delete(tracked));
    this.background.add(tracked);
  }
}

interface Arrivals {
  seconds: number;
  heldSeconds: number;
  steps: number;
}

async function letJobsArrive(options: SoakOptions, client: Client, day: Day): Promise<Arrivals> {
  const { jobs, hours, minutes } = options;
  const gapMs = (minutes * 60_000) / jobs;
  const lives = new Set<Promise<void>>();
  const startedAt = performance.now();
  let heldMs = 0;
  let steps = 0;
  for (let nth = 0; nth < jobs; nth++) {
    await day.passTo((nth / jobs) * hours * 60);
    const aheadMs = startedAt + heldMs + nth * gapMs - performance.now();
    if (aheadMs > 0) await sleep(aheadMs);
    const fullAt = performance.now();
    while (client.open() >= MOST_OPEN) await sleep(10);
    // Behind schedule, whatever the reason: the rest of the soak is that much later, not that much denser.
    const lateMs = performance.now() - (startedAt + heldMs + nth * gapMs);
    heldMs += performance.now() - fullAt > 20 || lateMs > 500 ? Math.max(0, lateMs) : 0;
    const planned = plannedJob(nth);
    steps += planned.keys.length + 1;
    const life = client.live(nth, planned).finally(() => lives.delete(life));
    lives.add(life);
  }
  await day.passTo(hours * 60);
  const seconds = (performance.now() - startedAt) / 1_000;
  await day.over();
  await Promise.all(lives);
  return { seconds, heldSeconds: heldMs / 1_000, steps };
}

/** Runs the soak. `print` gets a line for each hour of it. */
export async function runSoak(options: SoakOptions, print: (line: string) => void): Promise<SoakReport> {
  const world = await startWorld(compressed(compression(options)));
  try {
    const client = createClient(world);
    const minuteMs = 60_000 / compression(options);
    const day = new Day({ world, client, minuteMs });
    const progress = setInterval(() => {
      const { jobs, refused } = client;
      print(`${jobs.length} jobs accepted, ${client.open()} open, ${JSON.stringify(refused)}`);
    }, 30_000);
    try {
      const arrivals = await letJobsArrive(options, client, day);
      const found = await audit(world, client);
      const { warned } = await world.functions.report();
      const { waiting } = world.qstash.stats();
      return {
        options,
        samples: day.samples,
        audit: found,
        ...arrivals,
        refused: client.refused,
        warned,
        waiting,
      };
    } finally {
      clearInterval(progress);
    }
  } finally {
    await world.stop();
  }
}
