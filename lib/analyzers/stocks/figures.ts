import type { AnalysisContext } from './analyze.ts';
import { VALUE_NAMES } from './rating/values.ts';

/** The figures that do not vote, in the order in which they are stored. */
const CONTEXT_NAMES = [
  'atr14',
  'bollinger_upper',
  'bollinger_middle',
  'bollinger_lower',
  'obv',
  'cmf20',
  'psar',
] as const satisfies readonly (keyof AnalysisContext)[];

/** The order of a result's `figures` for votes of the present version. */
const FIGURE_NAMES: readonly string[] = [...VALUE_NAMES, ...CONTEXT_NAMES];

type Named = Readonly<Record<string, number | null>>;

export function packFigures(values: Named, context: AnalysisContext): (number | null)[] {
  const all: Named = { ...values, ...context };
  return FIGURE_NAMES.map((name) => all[name] ?? null);
}

export function unpackFigures(figures: readonly (number | null)[]): { values: Named; context: Named } {
  const named = FIGURE_NAMES.map((name, i) => [name, figures[i] ?? null] as const);
  const split = VALUE_NAMES.length;
  return {
    values: Object.fromEntries(named.slice(0, split)),
    context: Object.fromEntries(named.slice(split)),
  };
}
