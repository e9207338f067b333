import { z } from 'zod';
import { MESSAGE_VERSION, parseBody } from '../messages.ts';

const sweepSchema = z.object({ v: z.literal(MESSAGE_VERSION), type: z.literal('sweep'), gen: z.int() });

/** The body of the sweeper's schedule. */
export function sweepBody(gen: number): string {
  return JSON.stringify({ v: MESSAGE_VERSION, type: 'sweep', gen });
}

/** The generation of a sweep message; null if it is not one. */
export function parseSweep(body: string): number | null {
  return parseBody(sweepSchema, body)?.gen ?? null;
}
