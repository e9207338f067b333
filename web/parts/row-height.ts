import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

const NARROW = '(max-width: 640px)';
const COARSE = '(pointer: coarse)';

const now = (): number => (matchMedia(NARROW).matches ? 56 : matchMedia(COARSE).matches ? 44 : 32);

/** Height of a list's row in CSS pixels: two lines on a phone, a finger's breadth where there is one. */
export function useRowHeight(): number {
  const height = useSignal(now());
  useEffect(() => {
    const queries = [matchMedia(NARROW), matchMedia(COARSE)];
    const changed = () => {
      height.value = now();
    };
    for (const query of queries) query.addEventListener('change', changed);
    return () => {
      for (const query of queries) query.removeEventListener('change', changed);
    };
  }, [height]);
  return height.value;
}
