import type { Draw } from '../../dev/faults/random.ts';

/**
 * A step's behaviour is given by the prefix of its key: OK is quick, SLOW takes half a second, BAD fails permanently,
 * FLAKY fails twice, DOWN always fails, HANG exceeds its timeout once, BLOCK holds
 * the event loop of its process for seconds until that has counted as an attempt, KILL always kills its process, LATE asks to be
 * retried after its deadline, BAN is refused by its provider for a part of every few seconds, OPEN and MID open further steps in the next stage.
 */
export const BEHAVIOURS = [
  'OK',
  'SLOW',
  'BAD',
  'FLAKY',
  'DOWN',
  'HANG',
  'BLOCK',
  'KILL',
  'LATE',
  'BAN',
  'OPEN',
  'MID',
] as const;
export type Behaviour = (typeof BEHAVIOURS)[number];

export function behaviourOf(key: string): Behaviour {
  const found = BEHAVIOURS.find((each) => key.startsWith(`${each}-`));
  if (!found) throw new Error(`no behaviour is called like the beginning of ${key}`);
  return found;
}

/** Number of steps a step opens in the next stage. */
export const OPENS: Partial<Record<Behaviour, number>> = { OPEN: 3, MID: 2 };

export interface Shape {
  name: string;
  /** Relative frequency of this shape. */
  weight: number;
  symbols: (draw: Draw) => string[];
  deadlineSeconds?: number;
}

const several = (behaviour: Behaviour, count: number) =>
  Array.from({ length: count }, (_, i) => `${behaviour}-${i}`);
const upTo = (most: number, draw: Draw) => 1 + Math.floor(draw() * most);

const SHAPES: Shape[] = [
  { name: 'one step', weight: 30, symbols: () => ['OK-0'] },
  { name: 'a few steps', weight: 30, symbols: (draw) => several('OK', 1 + upTo(11, draw)) },
  { name: 'slow steps', weight: 24, symbols: (draw) => several('SLOW', upTo(6, draw)) },
  { name: 'several lanes', weight: 3, symbols: (draw) => several('OK', 26 + upTo(60, draw)) },
  { name: 'stages', weight: 8, symbols: (draw) => several('OPEN', upTo(3, draw)) },
  {
    name: 'failing steps',
    weight: 6,
    symbols: () => ['OK-0', 'BAD-0', 'DOWN-0', 'FLAKY-0', 'OK-1'],
  },
  { name: 'all fail', weight: 2, symbols: () => ['BAD-0', 'BAD-1'] },
  { name: 'hanging step', weight: 4, symbols: () => ['OK-0', 'HANG-0'] },
  { name: 'poison step', weight: 5, symbols: () => ['OK-0', 'KILL-0', 'OK-1', 'OK-2'] },
  { name: 'blocking step', weight: 1, symbols: () => ['OK-0', 'BLOCK-0', 'SLOW-0'] },
  { name: 'overdue', weight: 2, symbols: () => ['OK-0', 'LATE-0'], deadlineSeconds: 6 },
  {
    name: 'refused by its provider',
    weight: 4,
    symbols: (draw) => [...several('BAN', upTo(3, draw)), 'OK-0'],
  },
  { name: '500 quick steps', weight: 0.4, symbols: () => several('OK', 500) },
];

/** Draws a shape by weight. */
export function drawShape(draw: Draw): Shape {
  let left = draw() * SHAPES.reduce((sum, { weight }) => sum + weight, 0);
  const found = SHAPES.find(({ weight }) => {
    left -= weight;
    return left < 0;
  });
  return found ?? { name: 'one step', weight: 0, symbols: () => ['OK-0'] };
}
