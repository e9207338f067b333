import { JobCancelled, JobFailed } from './errors.ts';
import { itemsOf, type Listed, listed, type Page, pagesFrom } from './pages.ts';
import type {
  Again,
  Job,
  NewShare,
  Result,
  ResultQuery,
  Slice,
  SliceList,
  Step,
  StepList,
  StepsQuery,
} from './shapes.ts';
import { asJson, type Send, type worldOf } from './transport.ts';

export interface Context {
  send: Send;
  world: ReturnType<typeof worldOf>;
}

export interface Watching {
  signal?: AbortSignal | undefined;
  /** How long the service may be away before watching gives up, ms; default ten minutes. The job goes on anyway. */
  patienceMs?: number;
  /** Called after each look, also one that is repeated: whether the service itself has answered. */
  onReach?: ((reached: boolean) => void) | undefined;
}

export interface Waiting extends Watching {
  /** Called with every version that is seen, the first and the last too. */
  onProgress?: (job: Job) => void;
}

/** A page of the result as the API gives it; iterated, all items of all pages. */
export interface Done<Item> extends Omit<Result, 'data'>, AsyncIterable<Item> {
  data: Item[];
}

const FIRST_LOOK_MS = 500;
const GROWTH = 1.5;
const LONGEST_MS = 10_000;
const AWAY_MS = 600_000;
/** An ETag stands for the job's row. What it waits for is told by the clock, so it is asked for now and then. */
const LOOKS_BY_ETAG = 2;

export const isOver = ({ status }: Job): boolean => status !== 'queued' && status !== 'processing';

/** One job, by its id: nothing is asked for until a method is called. */
export class JobHandle<Item = Result['data'][number]> {
  readonly id: string;
  /** As it was accepted; null for a handle that was made of an id. */
  readonly accepted: Job | null;
  readonly #send: Send;
  readonly #world: Context['world'];
  readonly #path: string;

  constructor({ send, world }: Context, job: Job | string) {
    this.id = typeof job === 'string' ? job : job.id;
    this.accepted = typeof job === 'string' ? null : job;
    this.#send = send;
    this.#world = world;
    this.#path = `/api/v1/jobs/${encodeURIComponent(this.id)}`;
  }

  get({ signal }: Watching = {}): Promise<Job> {
    return this.#send('GET', this.#path, { signal }, asJson<Job>);
  }

  /** Every version of the job that is seen until it has ended, through restarts of the service. */
  async *watch({ signal, patienceMs = AWAY_MS, onReach }: Watching = {}): AsyncGenerator<Job, void> {
    let etag: string | null = null;
    let seen = '';
    for (let unchanged = 0; ; unchanged++) {
      const headers: Record<string, string> =
        etag === null || unchanged % (LOOKS_BY_ETAG + 1) === LOOKS_BY_ETAG ? {} : { 'if-none-match': etag };
      const ask = { headers, signal, patienceMs, onReach };
      const job = await this.#send('GET', this.#path, ask, async (answer) => {
        if (answer.status === 304) return null;
        etag = answer.headers.get('etag');
        return asJson<Job>(answer);
      });
      const version = job && `${etag} ${job.waits?.text}`;
      if (job && version && version !== seen) {
        seen = version;
        unchanged = 0;
        yield job;
        if (isOver(job)) return;
      }
      await this.#world.sleep(Math.min(LONGEST_MS, FIRST_LOOK_MS * GROWTH ** unchanged), signal);
    }
  }

  /**
   * Waits until the job has ended, and reads its result.
   * @throws JobFailed, JobCancelled; Refused, Unreachable and `signal`'s reason, after which the job goes on
   */
  async done({ onProgress, ...watching }: Waiting = {}): Promise<Done<Item>> {
    for await (const job of this.watch(watching)) {
      onProgress?.(job);
      if (job.status === 'cancelled') throw new JobCancelled(job);
      if (job.status === 'failed') throw new JobFailed(job);
    }
    return this.result({}, watching);
  }

  /** The result as far as it is there; `query` as `jobs.getResult` takes it. */
  async result(query: Omit<ResultQuery, 'format'> = {}, { signal }: Watching = {}): Promise<Done<Item>> {
    type One = Omit<Result, 'data'> & Page<Item>;
    const read = (cursor?: string) => {
      const asked = { ...query, format: 'json', ...(cursor ? { cursor } : {}) };
      return this.#send('GET', `${this.#path}/result`, { query: asked, signal }, asJson<One>);
    };
    const first = await read(query.cursor);
    const iterate = () => itemsOf(pagesFrom<Page<Item>>(first, read));
    // Not enumerable: what is logged or stored is what the API gave.
    return Object.defineProperty({ ...first, [Symbol.asyncIterator]: iterate }, Symbol.asyncIterator, {
      enumerable: false,
    });
  }

  /** The whole result in a text format, as a stream. */
  export(
    format: Exclude<ResultQuery['format'], 'json' | undefined>,
    query: Omit<ResultQuery, 'format'> = {},
  ) {
    return this.#send(
      'GET',
      `${this.#path}/result`,
      { query: { ...query, format } },
      async (answer) => answer,
    );
  }

  steps(query: StepsQuery = {}): Listed<Step, StepList> {
    return listed(this.#send, `${this.#path}/steps`, { query });
  }

  slices(): Listed<Slice, SliceList> {
    return listed(this.#send, `${this.#path}/slices`);
  }

  cancel(reason?: string): Promise<Job> {
    const json = reason === undefined ? {} : { reason };
    return this.#send('POST', `${this.#path}/cancel`, { json }, asJson<Job>);
  }

  /** Runs the failed steps again, or all of them. */
  retry({ all = false }: { all?: boolean } = {}): Promise<Job> {
    return this.#send('POST', `${this.#path}/retry`, { query: all ? { all: 'true' } : {} }, asJson<Job>);
  }

  /** A new job with this one's input, changed where `changes` say so. */
  async again(changes: Again = {}): Promise<JobHandle<Item>> {
    const headers = { 'idempotency-key': this.#world.randomId() };
    const job = await this.#send('POST', `${this.#path}/again`, { json: changes, headers }, asJson<Job>);
    return new JobHandle({ send: this.#send, world: this.#world }, job);
  }

  delete(): Promise<void> {
    return this.#send('DELETE', this.#path, {}, async () => {});
  }

  /** A link for whoever has no key; its token is told this once. */
  share(expiresInSeconds?: number): Promise<NewShare> {
    const json = expiresInSeconds === undefined ? {} : { expires_in_seconds: expiresInSeconds };
    return this.#send('POST', `${this.#path}/share`, { json }, asJson<NewShare>);
  }
}
