import { z } from '@hono/zod-openapi';
import { listOutputs } from '../../jobs/steps.ts';
import type { Results } from '../results.ts';

const outputSchema = z
  .object({ key: z.string(), output: z.unknown().optional() })
  .openapi('StepOutput', { description: 'What a finished step has put out, under its key.' });

/** The results of a product that renders none of its own: what its steps have put out, in their order. */
export const STEP_OUTPUTS: Results = {
  item: outputSchema,
  example: { key: 'home', output: { title: 'Example' } },
  description: 'A kind without results of its own: what its steps have put out.',
  page: async (db, jobId, { after, limit }) => {
    const found = await listOutputs(db, jobId, { after: Number(after ?? -1), limit: limit + 1 });
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : undefined;
    return { items: shown.map(({ key, output }) => ({ key, output })), next: last ? String(last.seq) : null };
  },
  raw: { none: 'include=raw is not offered: these results rest on nothing that is kept.' },
  forms: {},
};
