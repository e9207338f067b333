/** A reproducible generator of numbers in [0, 1). */
export type Draw = () => number;

function hash(text: string): number {
  let value = 2_166_136_261;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 16_777_619);
  return value >>> 0;
}

/**
 * One generator per stream, so that draws of one seam do not affect another's. Source: FNV-1a for the start, then
 * Mulberry32 (Tommy Ettinger, public domain).
 */
export function seeded(seed: number, stream: string): Draw {
  let state = hash(`${seed}/${stream}`);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
