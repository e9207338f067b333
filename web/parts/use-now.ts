import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** The time, ms since 1970, every `everyMs`. */
export function useNow(everyMs: number): number {
  const now = useSignal(Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      now.value = Date.now();
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, now]);
  return now.value;
}
