import { readInput } from '../../jobs/input.ts';
import type { Job } from '../../jobs/types.ts';
import type { HttpContext } from '../context.ts';

const MOST_ITEMS = 100;
const MOST_CHARACTERS = 1_000;
const MOST_DEPTH = 6;

/** A copy with lists, texts and nesting cut; `cut` is called for each part that is left out. */
function bounded(value: unknown, cut: () => void, depth = 0): unknown {
  if (typeof value === 'string' && value.length > MOST_CHARACTERS) {
    cut();
    return `${value.slice(0, MOST_CHARACTERS).toWellFormed()}…`;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth === MOST_DEPTH) {
    cut();
    return null;
  }
  const below = (entry: unknown) => bounded(entry, cut, depth + 1);
  const entries: [string, unknown][] = Object.entries(value);
  if (entries.length > MOST_ITEMS) cut();
  const kept = entries.slice(0, MOST_ITEMS).map(([key, entry]) => [key, below(entry)] as const);
  return Array.isArray(value) ? kept.map(([, entry]) => entry) : Object.fromEntries(kept);
}

export interface ShownInput {
  input: unknown;
  input_truncated: boolean;
}

/**
 * A job's input as its owner may see it, and whoever the owner shares the job with: the analyzer leaves out what is
 * private. Null if this deployment no longer understands it.
 */
export async function shownInput({ jobs, kinds }: HttpContext, { id, kind }: Job): Promise<ShownInput> {
  const found = await readInput(jobs, id, MOST_ITEMS);
  let truncated = found?.cut ?? false;
  const shown = kinds.get(kind)?.analyzer.shown(found?.input) ?? null;
  const input = bounded(shown, () => {
    truncated = true;
  });
  return { input, input_truncated: truncated };
}
