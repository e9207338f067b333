import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Refused, Unreachable } from './call.ts';

export interface Followed<T> {
  /** Null until it has come once. */
  data: T | null;
  /** Why the last load failed; the next version is loaded anyway. */
  fault: Refused | Unreachable | null;
}

/** Between two loads: at least this, and four times what a load takes, so that long lists cost a fifth of the time. */
const LEAST_MS = 1_000;
const PAUSE = 4;

/**
 * Loads what belongs to something that is watched, whenever its version changes, never twice at once.
 * @param of what is loaded, e.g. a path: another one begins anew
 * @param version null: not known yet, nothing is loaded
 */
export function useFollowed<T>(
  of: string,
  version: string | null,
  load: (signal: AbortSignal) => Promise<T>,
): Followed<T> {
  const state = useSignal<Followed<T>>({ data: null, fault: null });
  const wanted = useRef(version);
  const wake = useRef(() => {});
  wanted.current = version;
  useEffect(() => {
    state.value = { data: null, fault: null };
    const tell = (next: Followed<T>) => {
      state.value = next;
    };
    const following = follow(load, { wanted: () => wanted.current, tell });
    wake.current = following.wake;
    return following.stop;
  }, [of]);
  useEffect(() => wake.current(), [of, version]);
  return state.value;
}

interface Ends<T> {
  wanted: () => string | null;
  tell: (now: Followed<T>) => void;
}

function follow<T>(load: (signal: AbortSignal) => Promise<T>, { wanted, tell }: Ends<T>) {
  const ending = new AbortController();
  let loaded: string | null = null;
  let last: T | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let busy = false;

  async function wake(): Promise<void> {
    const version = wanted();
    if (busy || ending.signal.aborted || version === null || version === loaded) return;
    busy = true;
    const began = performance.now();
    loaded = version;
    const fault = await once();
    if (ending.signal.aborted) return;
    tell({ data: last, fault });
    timer = setTimeout(
      () => {
        busy = false;
        void wake();
      },
      Math.max(LEAST_MS, PAUSE * (performance.now() - began)),
    );
  }

  async function once(): Promise<Followed<T>['fault']> {
    try {
      last = await load(ending.signal);
      return null;
    } catch (error) {
      return error instanceof Refused || error instanceof Unreachable
        ? error
        : new Unreachable(String(error));
    }
  }

  return {
    wake: () => void wake(),
    stop: () => {
      ending.abort();
      clearTimeout(timer);
    },
  };
}
