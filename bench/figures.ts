/** One measured number. A budget is what it must not exceed. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  budget?: number;
}

/** One line a figure, in columns. */
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
