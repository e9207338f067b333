/** How a step behaves; its key begins with it. */
export type Behaviour = 'ok' | 'bad' | 'flaky';

/** One job of the soak, and what its client does with it. */
export interface Planned {
  /** Keys of its steps in the first stage. */
  keys: string[];
  /** It has a step that never succeeds. */
  errs: boolean;
  /** Its end is announced to the receiver. */
  webhook: boolean;
  /** Its client cancels it as soon as it was accepted. */
  cancelled: boolean;
  /** Its client deletes it an hour of the soak after it was accepted. */
  deleted: boolean;
}

const LARGE = [100, 200, 300, 400, 500];

function stepsOf(nth: number): number {
  return nth % 50 === 25 ? (LARGE[Math.floor(nth / 50) % LARGE.length] ?? 100) : 1 + (nth % 5);
}

/**
 * The nth job, from 0. The mix repeats itself exactly, so that no figure drifts because the jobs do: 2 % have 100
 * to 500 steps, the others 1 to 5; 10 % have a step that succeeds at its third attempt, 6 % one that fails, 14 % a
 * webhook; 3 % are cancelled, 20 % deleted.
 */
export function plannedJob(nth: number): Planned {
  const of: Behaviour[] = Array.from({ length: stepsOf(nth) }, () => 'ok');
  if (nth % 10 === 3) of[0] = 'flaky';
  const errs = nth % 16 === 5;
  if (errs) of.push('bad');
  return {
    keys: of.map((behaviour, i) => `${behaviour}-${i}`),
    errs,
    webhook: nth % 7 === 1,
    cancelled: nth % 33 === 7,
    deleted: nth % 5 === 0,
  };
}

/** @throws Error if the key is not one of `plannedJob`. */
export function behaviourOf(key: string): Behaviour {
  const [name] = key.split('-');
  if (name === 'ok' || name === 'bad' || name === 'flaky') return name;
  throw new Error(`no step behaves as ${key}`);
}
