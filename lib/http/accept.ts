import { parseAccept } from 'hono/utils/accept';

/** The offered media type that `Accept` prefers, the first on a tie; null if it accepts none. */
export function preferred<T extends string>(accept: string | undefined, offered: readonly T[]): T | null {
  if (accept === undefined || accept.trim() === '') return offered[0] ?? null;
  const ranges = parseAccept(accept).map(({ type, q }) => ({ type: type.toLowerCase(), q }));
  const quality = (type: string) => {
    const [family] = type.split('/');
    for (const pattern of [type, `${family}/*`, '*/*']) {
      const range = ranges.find((each) => each.type === pattern);
      if (range) return range.q;
    }
    return 0;
  };
  const liked = offered.filter((type) => quality(type) > 0);
  const best = Math.max(...liked.map(quality));
  return liked.find((type) => quality(type) === best) ?? null;
}
