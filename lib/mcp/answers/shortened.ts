interface Bounds {
  /** Members of a list. */
  items: number;
  /** Characters of a text. */
  text: number;
  /** Lists and objects within each other. */
  depth: number;
}

/** Members of an object; findings have fewer. */
const MOST_MEMBERS = 40;

export function shortText(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A value small enough to be read whole. What is left out is said: `"… 12 more"`, or `…` at the end of a text. */
export function shortened(value: unknown, bounds: Bounds): unknown {
  if (typeof value === 'string') return shortText(value, bounds.text);
  if (typeof value !== 'object' || value === null) return value;
  if (bounds.depth === 0) return '…';
  const within = { ...bounds, depth: bounds.depth - 1 };
  if (Array.isArray(value)) {
    const shown = value.slice(0, bounds.items).map((each) => shortened(each, within));
    const more = value.length - shown.length;
    return more > 0 ? [...shown, `… ${more} more`] : shown;
  }
  const members = Object.entries(value);
  const shown = members
    .slice(0, MOST_MEMBERS)
    .map(([name, each]) => [name, shortened(each, within)] as const);
  const more = members.length - shown.length;
  return Object.fromEntries(more > 0 ? [...shown, ['…', `${more} more`]] : shown);
}

/** Characters of the JSON of what a page of an answer lists. */
const MOST_CHARACTERS = 10_000;

/** The first of a list that fit, at least one. */
export function fitting<T>(items: readonly T[], most = MOST_CHARACTERS): T[] {
  const fits: T[] = [];
  let characters = 0;
  for (const item of items) {
    characters += JSON.stringify(item).length + 1;
    if (fits.length > 0 && characters > most) break;
    fits.push(item);
  }
  return fits;
}
