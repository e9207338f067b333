import { type Job, type Settings, Unstuck } from './index.ts';

/** The two hooks of a renderer that `useJob` is made of. */
interface Hooks {
  useState<State>(initial: State): [State, (change: (before: State) => State) => void];
  useEffect(effect: () => () => void, inputs: readonly unknown[]): void;
}

export interface WatchedJob {
  /** As it was last seen; null until the first answer. */
  job: Job | null;
  /** Why it is no longer watched although it may go on, e.g. NotFound; null otherwise. */
  error: Error | null;
  /** No answer came to the last look: `job` may be out of date. Looking goes on. */
  stale: boolean;
}

/**
 * Watches a job until it ends or the component is gone. Without an id nothing is watched.
 * @param settings read when `url`, `key` or the id changes; `key` may be the token of a link
 */
export type UseJob = (id: string | null, settings?: Settings) => WatchedJob;

const NOTHING: WatchedJob = { job: null, error: null, stale: false };

export function useJobOf({ useState, useEffect }: Hooks): UseJob {
  return (id, settings = {}) => {
    // Settings are often written where a component is rendered: another object each time, with the same text.
    const what = JSON.stringify([id, settings.url, settings.key]);
    const [seen, see] = useState({ what, ...NOTHING });

    useEffect(() => {
      const ending = new AbortController();
      const { signal } = ending;
      const tell = (news: Partial<WatchedJob>) => {
        if (!signal.aborted)
          see((before) => ({ ...(before.what === what ? before : NOTHING), ...news, what }));
      };
      let stale = false;
      const onReach = (reached: boolean) => {
        if (reached !== stale) return;
        stale = !reached;
        tell({ stale });
      };
      const watch = async (job: string) => {
        // A page that slept for hours goes on where it was.
        const watching = { signal, onReach, patienceMs: Number.POSITIVE_INFINITY };
        for await (const version of new Unstuck(settings).job(job).watch(watching)) tell({ job: version });
      };
      if (id !== null)
        watch(id).catch((error: unknown) =>
          tell({ error: error instanceof Error ? error : new Error(String(error)) }),
        );
      return () => ending.abort();
    }, [what]);

    return seen.what === what ? seen : NOTHING;
  };
}
