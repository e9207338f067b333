import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { bodyOf, Refused, send, Unreachable } from './call.ts';
import { credential } from './credential.ts';
import { afterFault, afterLook } from './delays.ts';

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
}

const NOTHING: Resource<never> = { data: null, seenAt: null, fault: null, nextAt: null };

export interface Watch<T> {
  /** Whether it will not change any more: then it is not asked for again. */
  ended?: (data: T) => boolean;
  /** False: asked for once. */
  live?: boolean;
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
export function useResource<T>(path: string | null, { ended, live = true }: Watch<T> = {}): Watched<T> {
  const state = useSignal<Resource<T>>(NOTHING);
  const look = useSignal<() => void>(() => {});
  const key = credential.key.value;
  // Another key sees other things.
  useEffect(() => {
    state.value = NOTHING;
    if (path === null) return;
    const watch = watching(path, state, { live, ...(ended ? { ended } : {}) });
    look.value = watch.look;
    return watch.stop;
  }, [path, key, live]);
  return { value: state.value, look: () => look.value() };
}

function watching<T>(path: string, state: Signal<Resource<T>>, { ended, live }: Watch<T>) {
  const ending = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let etag: string | null = null;
  let unchanged = 0;
  let failed = 0;
  let busy = false;

  async function look(): Promise<void> {
    if (busy || ending.signal.aborted) return;
    clearTimeout(timer);
    busy = true;
    const delay = await step().catch(lost);
    busy = false;
    if (delay !== null && !ending.signal.aborted && !document.hidden) timer = setTimeout(look, delay);
  }

  /** Resolves to ms until the next look; null: none. */
  async function step(): Promise<number | null> {
    const headers: Record<string, string> = etag === null ? {} : { 'if-none-match': etag };
    const answer = await send(path, { headers, signal: ending.signal });
    const same = answer.status === 304;
    const data = same ? state.value.data : await bodyOf<T>(answer);
    if (!same) etag = answer.headers.get('etag');
    failed = 0;
    unchanged = same ? unchanged + 1 : 0;
    state.value = { data, seenAt: Date.now(), fault: null, nextAt: null };
    if (!live || data === null || ended?.(data)) return null;
    return afterLook(unchanged);
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
    look: () => void look(),
    stop: () => {
      ending.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', shown);
      removeEventListener('online', shown);
    },
  };
}
