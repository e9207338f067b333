import { z } from '@hono/zod-openapi';
import { listOutputs } from '../../jobs/steps.ts';
import { numberedPlace } from '../cursor.ts';
import type { Results } from '../results.ts';

const outputSchema = z
  .object({ key: z.string(), output: z.unknown().optional() })
  .openapi('StepOutput', { description: 'Output of a finished step.' });

/** Default results of a product that defines none: its steps' outputs, in order. */
export const STEP_OUTPUTS: Results = {
  item: outputSchema,
  example: { key: 'home', output: { title: 'Example' } },
  description: 'Kinds without their own result format: the outputs of the steps.',
  page: async (db, jobId, { after, limit }) => {
    const found = await listOutputs(db, jobId, { after: numberedPlace(after, -1), limit: limit + 1 });
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : undefined;
    return { items: shown.map(({ key, output }) => ({ key, output })), next: last ? String(last.seq) : null };
  },
  raw: { none: 'include=raw is not available: no source data is kept for these results.' },
  forms: {},
};
