import { Refusal } from '../../core/errors.ts';
import type { StockInput, stockInputSchema } from '../schema.ts';

const COMMAND = 'npm run universe -- load FILE.csv';

function refusal(code: 'universe_not_loaded' | 'invalid_input', fault: string, message: string): Refusal {
  return new Refusal(code, message, { faults: [{ path: 'symbols', code: fault, message }] });
}

/**
 * Replaces an empty symbol list with the loaded universe; returns any other input unchanged.
 * @throws Refusal `universe_not_loaded`; `invalid_input` if the universe exceeds a job's symbol limit.
 */
export async function withUniverse(
  input: StockInput,
  schema: typeof stockInputSchema,
  universe: () => Promise<string[]>,
): Promise<StockInput> {
  if (input.symbols.length > 0) return input;
  const symbols = await universe();
  if (symbols.length === 0) {
    const message =
      'An empty list of symbols means the loaded universe, but none is loaded. ' +
      `List the symbols, or load a universe with: ${COMMAND}`;
    throw refusal('universe_not_loaded', 'universe_not_loaded', message);
  }
  const resolved = schema.safeParse({ ...input, symbols });
  if (resolved.success) return resolved.data;
  const why = resolved.error.issues[0]?.message ?? 'it cannot be used.';
  throw refusal('invalid_input', 'universe_unusable', `The loaded universe cannot be analyzed: ${why}`);
}
