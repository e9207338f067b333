import rates from './human-rates.json' with { type: 'json' };

/** Signals that the simulation of `npm run bench -- humans` counts. */
export type Simulated = keyof typeof rates.shares;

/** How many simulated people show a signal, over all kinds and in the kind that shows it most often. */
export function shownByHumans(signal: Simulated) {
  const kinds = Object.entries(rates.shares[signal]);
  const all = kinds.reduce((sum, [, share]) => sum + share, 0);
  const [most] = [...kinds].sort(([, a], [, b]) => b - a);
  return {
    share: Number((all / kinds.length).toFixed(3)),
    highest: most === undefined ? null : { kind: most[0], share: most[1] },
    of_each_kind: rates.people,
  };
}
