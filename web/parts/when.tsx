import { ago, exact } from './times.ts';
import { useNow } from './use-now.ts';

/** A time as people say it, with the exact one behind it. */
export function When({ at }: { at: string }) {
  const now = useNow(30_000);
  return (
    <time dateTime={at} title={exact(at)}>
      {ago(Date.parse(at), now)}
    </time>
  );
}
