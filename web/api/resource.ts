import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Refused, Unreachable } from './call.ts';
import { credential } from './credential.ts';
import { afterFault, afterLook } from './delays.ts';
import { reader } from './reader.ts';

/** What the page knows of something on the server. */
export interface Resource<T> {
  /** Null until it has come once; kept while later looks fail. */
  data: T | null;
  /** When the server last confirmed `data`: ms since 1970. */
  seenAt: number | null;
  /** Why the last look failed; null if it did not. */
  fault: Refused | Unreachable | null;
  /** When the next look is due, if the last one failed. */
  nextAt: number | null;
  /** How often it has been seen to change. */
  changes: number;
}

const NOTHING: Resource<never> = { data: null, seenAt: null, fault: null, nextAt: null, changes: 0 };

export interface Watch<T> {
  /** Whether it will not change any more: then it is not asked for again. */
  ended?: (data: T) => boolean;
  /** False: asked for once. */
  live?: boolean;
  /** What tells two answers without an ETag apart; default their text. */
  version?: (data: T) => string;
  /** When news is expected, ms since 1970: it is looked for then, if nothing brings it before. */
  dueAt?: (data: T) => number | null;
}

/** A watched resource, and how to look at once, e.g. after having changed it. */
export interface Watched<T> {
  value: Resource<T>;
  look: () => void;
}

/**
 * Watches a path by its ETag: often while it changes, ever less while it does not, not at all in a hidden tab, and on
 * through restarts of the server. A refusal (4xx) ends it, since asking again does not help.
 * @param path null: nothing is watched yet
 */
export function useResource<T>(path: string | null, watch: Watch<T> = {}): Watched<T> {
  const state = useSignal<Resource<T>>(NOTHING);
  const look = useSignal<() => void>(() => {});
  const key = credential.key.value;
  const { live = true } = watch;
  // Another key sees other things.
  useEffect(() => {
    state.value = NOTHING;
    if (path === null) return;
    const watched = watching(path, state, { ...watch, live });
    look.value = watched.look;
    return watched.stop;
  }, [path, key, live]);
  return { value: state.value, look: () => look.value() };
}

function watching<T>(path: string, state: Signal<Resource<T>>, watch: Watch<T>) {
  const { ended, live, version, dueAt } = watch;
  const read = reader<T>(path, version);
  const ending = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let unchanged = 0;
  let failed = 0;
  let busy = false;
  let again = false;

  async function look(): Promise<void> {
    again = busy;
    if (busy || ending.signal.aborted) return;
    clearTimeout(timer);
    busy = true;
    const usual = await step().catch(lost);
    busy = false;
    const delay = again ? 0 : usual;
    if (delay !== null && !ending.signal.aborted && !document.hidden) timer = setTimeout(look, delay);
  }

  /** Resolves to ms until the next look; null: none. */
  async function step(): Promise<number | null> {
    const { data, same } = await read(unchanged, ending.signal);
    failed = 0;
    unchanged = same ? unchanged + 1 : 0;
    const changes = state.value.changes + (same ? 0 : 1);
    state.value = { data, seenAt: Date.now(), fault: null, nextAt: null, changes };
    if (!live || ended?.(data)) return null;
    return afterLook(unchanged, untilDue(data));
  }

  function untilDue(data: T): number | null {
    const at = dueAt?.(data) ?? null;
    return at === null || at <= Date.now() ? null : at - Date.now();
  }

  function lost(error: unknown): number | null {
    if (ending.signal.aborted) return null;
    const fault =
      error instanceof Refused || error instanceof Unreachable ? error : new Unreachable(String(error));
    const delay = afterFault(fault, failed++);
    state.value = { ...state.value, fault, nextAt: delay === null ? null : Date.now() + delay };
    return delay;
  }

  const shown = () => {
    if (!document.hidden && !(live === false && state.value.data)) void look();
  };
  document.addEventListener('visibilitychange', shown);
  addEventListener('online', shown);
  void look();
  return {
    look: () => {
      unchanged = 0;
      void look();
    },
    stop: () => {
      ending.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', shown);
      removeEventListener('online', shown);
    },
  };
}
