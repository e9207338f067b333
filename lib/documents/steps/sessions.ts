import type { Clock } from '../../core/clock.ts';
import { GivenBack } from '../../core/errors.ts';
import { untilAborted } from '../../core/until-aborted.ts';

/** Each holds a whole document and the memory for working on it. */
const MOST_OPEN = 2;
const IDLE_MS = 5_000;
/**
 * A session idle for this long is closed when another document opens: its job has most likely moved to its next
 * stage.
 */
const SPARE_MS = 500;
/** How long a job keeps its session while another job waits for a place. */
const TURN_MS = 10_000;

/** What can be open. */
interface Open {
  /** Whether it can be used no more; nobody else gets it then. */
  readonly isOver?: boolean;
  close(): Promise<void>;
}

export interface SessionDeps<Session extends Open, Place extends JobDocument> {
  /** Its own limits bound it. */
  open(place: Place, signal: AbortSignal): Promise<Session>;
  clock: Pick<Clock, 'now'>;
  /** Calls `work` after `ms`; the function that it returns cancels that. */
  later(work: () => void, ms: number): () => void;
}

/** A timer that does not keep the process alive. */
export function unheldTimer(work: () => void, ms: number): () => void {
  const timer = setTimeout(work, ms);
  timer.unref();
  return () => clearTimeout(timer);
}

export interface JobDocument {
  jobId: string;
  documentId: string;
  /** The job's, where what is open differs between them. */
  epoch?: number;
  /** Opens the file where it is protected. */
  password?: string;
}

const keyOf = ({ jobId, documentId, epoch = 0 }: JobDocument): string => `${jobId} ${documentId} ${epoch}`;

interface Entry<Session> {
  key: string;
  users: number;
  since: number;
  /** When its last use ended. */
  idleSince: number;
  isOpening: boolean;
  isGone: boolean;
  opened: Promise<Session>;
  session?: Session;
  stop: AbortController;
  stopTimer: () => void;
}

interface Waiter<Session, Place> {
  key: string;
  place: Place;
  seat(entry: Entry<Session>): void;
}

/**
 * Open documents of this process: one session per job, at most two in all, closed when idle. Callers without a place
 * wait; a session that others wait for is closed between two uses.
 */
export class Sessions<Session extends Open, Place extends JobDocument = JobDocument> {
  readonly #deps: SessionDeps<Session, Place>;
  readonly #entries = new Map<string, Entry<Session>>();
  /** Sessions that hold memory, including those that are closing. */
  #taken = 0;
  #closing = 0;
  #waiting: Waiter<Session, Place>[] = [];

  constructor(deps: SessionDeps<Session, Place>) {
    this.#deps = deps;
  }

  /**
   * Runs one short piece of work with the job's session. If opening fails, nothing is kept.
   * @param withinMs how long to wait for the session; its opening goes on for a while without this caller
   * @throws what opening and `work` throw, the signal's reason, GivenBack after `withinMs`
   */
  async use<T>(
    place: Place,
    signal: AbortSignal,
    work: (session: Session) => Promise<T>,
    withinMs?: number,
  ): Promise<T> {
    signal.throwIfAborted();
    const patience = this.#patience(signal, withinMs);
    try {
      const entry = await this.#seated(place, patience.signal);
      try {
        const session = await untilAborted(entry.opened, patience.signal);
        patience.end();
        return await work(session);
      } finally {
        this.#leave(entry);
      }
    } finally {
      patience.end();
    }
  }

  #patience(signal: AbortSignal, ms: number | undefined): { signal: AbortSignal; end(): void } {
    if (ms === undefined) return { signal, end: () => {} };
    const over = new AbortController();
    const end = this.#deps.later(() => over.abort(new GivenBack('the document is not open yet')), ms);
    return { signal: AbortSignal.any([signal, over.signal]), end };
  }

  /** Closes a job's session if it is idle; called when all its pages are read. */
  done(place: Place): void {
    const entry = this.#entries.get(keyOf(place));
    if (entry && entry.users === 0 && !entry.isOpening) this.#close(entry);
  }

  async #seated(place: Place, signal: AbortSignal): Promise<Entry<Session>> {
    const { promise, resolve } = Promise.withResolvers<Entry<Session>>();
    const waiter: Waiter<Session, Place> = { key: keyOf(place), place, seat: resolve };
    this.#waiting.push(waiter);
    this.#serve();
    try {
      return await untilAborted(promise, signal);
    } catch (error) {
      if (this.#waiting.includes(waiter)) {
        this.#waiting = this.#waiting.filter((other) => other !== waiter);
        this.#serve();
      } else promise.then((entry) => this.#leave(entry));
      throw error;
    }
  }

  /** Gives sessions to waiters in order of arrival, and closes idle sessions to make room for the rest. */
  #serve(): void {
    const left: Waiter<Session, Place>[] = [];
    const isWanted = this.#taken >= MOST_OPEN && this.#waiting.some(({ key }) => !this.#entries.has(key));
    for (const waiter of this.#waiting) {
      const entry = this.#entryFor(waiter, isWanted);
      if (entry) {
        entry.users++;
        entry.stopTimer();
        waiter.seat(entry);
      } else left.push(waiter);
    }
    this.#waiting = left;
    const missing = new Set(left.map(({ key }) => key).filter((key) => !this.#entries.has(key))).size;
    for (const entry of this.#idleEntries().slice(0, Math.max(0, missing - this.#closing)))
      this.#close(entry);
  }

  #entryFor({ key, place }: Waiter<Session, Place>, isWanted: boolean): Entry<Session> | null {
    const present = this.#entries.get(key);
    if (present) return isWanted && this.#deps.clock.now() - present.since >= TURN_MS ? null : present;
    return this.#taken < MOST_OPEN ? this.#open(key, place) : null;
  }

  #open(key: string, place: Place): Entry<Session> {
    for (const entry of this.#idleEntries()) {
      if (this.#deps.clock.now() - entry.idleSince >= SPARE_MS) this.#close(entry);
    }
    const stop = new AbortController();
    const entry: Entry<Session> = {
      key,
      users: 0,
      since: this.#deps.clock.now(),
      idleSince: Number.POSITIVE_INFINITY,
      isOpening: true,
      isGone: false,
      opened: this.#deps.open(place, stop.signal),
      stop,
      stopTimer: () => {},
    };
    this.#taken++;
    this.#entries.set(key, entry);
    entry.opened.then(
      (session) => this.#nowOpen(entry, session),
      () => {
        this.#forget(entry);
        this.#free();
      },
    );
    return entry;
  }

  #nowOpen(entry: Entry<Session>, session: Session): void {
    entry.isOpening = false;
    entry.session = session;
    if (entry.isGone) session.close().then(this.#free, this.#free);
  }

  #free = (): void => {
    this.#taken--;
    this.#serve();
  };

  #idleEntries(): Entry<Session>[] {
    return [...this.#entries.values()].filter(({ users, isOpening }) => users === 0 && !isOpening);
  }

  #forget(entry: Entry<Session>): void {
    entry.isGone = true;
    entry.stopTimer();
    if (this.#entries.get(entry.key) === entry) this.#entries.delete(entry.key);
  }

  #leave(entry: Entry<Session>): void {
    entry.users--;
    if (entry.session?.isOver && !entry.isGone) this.#close(entry);
    if (entry.users === 0 && !entry.isGone) this.#idle(entry);
    this.#serve();
  }

  #idle(entry: Entry<Session>): void {
    entry.idleSince = this.#deps.clock.now();
    entry.stopTimer = this.#deps.later(() => this.#closeIdle(entry), IDLE_MS);
  }

  #closeIdle(entry: Entry<Session>): void {
    if (entry.users > 0 || entry.isGone) return;
    if (entry.isOpening) {
      this.#forget(entry);
      entry.stop.abort(new Error('Nobody waits for the document any more.'));
    } else this.#close(entry);
  }

  #close(entry: Entry<Session>): void {
    this.#forget(entry);
    this.#closing++;
    const closed = () => {
      this.#closing--;
      this.#free();
    };
    entry.opened.then((session) => session.close()).then(closed, closed);
  }
}
