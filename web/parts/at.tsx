import { clock } from '../words/time.ts';
import { useNow } from './use-now.ts';

/** A time as people read it, with the exact one behind it. */
export function At({ iso }: { iso: string }) {
  const now = useNow(60_000);
  return (
    <time dateTime={iso} title={iso}>
      {clock(Date.parse(iso), now)}
    </time>
  );
}
