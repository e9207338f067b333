import type { AnalysisContext } from '../analyze.ts';
import { VALUE_NAMES } from '../rating/values.ts';

/** Figures shown under `context`; those that votes also read are stored once, among the values. */
const CONTEXT_NAMES: readonly string[] = [
  'atr14',
  'bollinger_upper',
  'bollinger_middle',
  'bollinger_lower',
  'obv',
  'cmf20',
  'psar',
] satisfies readonly (keyof AnalysisContext)[];

/** Order of a result's `figures`, the same in every known votes version. */
const FIGURE_NAMES: readonly string[] = [...new Set([...VALUE_NAMES, ...CONTEXT_NAMES])];

type Named = Readonly<Record<string, number | null>>;

export function packFigures(values: Named, context: AnalysisContext): (number | null)[] {
  const all: Named = { ...values, ...context };
  return FIGURE_NAMES.map((name) => all[name] ?? null);
}

export function unpackFigures(figures: readonly (number | null)[]): { values: Named; context: Named } {
  const stored = new Map(FIGURE_NAMES.map((name, i) => [name, figures[i] ?? null]));
  const pick = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, stored.get(name) ?? null]));
  return { values: pick(VALUE_NAMES), context: pick(CONTEXT_NAMES) };
}
