/** A measured number, and the budget it must not exceed. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  budget?: number;
}

/** @param part 0 to 1, e.g. 0.99. */
export function percentile(values: number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

/** Prints one figure per line, in columns. */
export function printFigures(title: string, figures: Figure[], print: (line: string) => void): void {
  print('');
  print(title);
  const width = Math.max(...figures.map(({ name }) => name.length));
  for (const { name, value, unit, budget } of figures) {
    const shown = Number.isInteger(value) ? String(value) : value.toPrecision(3);
    const limit = budget === undefined ? '' : `  budget ${budget}${value <= budget ? '' : '  EXCEEDED'}`;
    print(`  ${name.padEnd(width)}  ${shown.padStart(8)} ${unit.padEnd(14)}${limit}`);
  }
}
