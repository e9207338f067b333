import type pg from 'pg';
import { z } from 'zod';
import type { SqlStatement } from '../../dev/neon/request.ts';

const planSchema = z.object({
  'Node Type': z.string(),
  'Index Name': z.string().optional(),
  'Relation Name': z.string().optional(),
  'Subplan Name': z.string().optional(),
  'Actual Rows': z.number(),
  'Actual Loops': z.number(),
  'Shared Hit Blocks': z.number(),
  'Shared Read Blocks': z.number(),
  get Plans() {
    return z.array(planSchema).optional();
  },
});
type Plan = z.infer<typeof planSchema>;

const answerSchema = z.tuple([
  z.object({
    'QUERY PLAN': z.tuple([
      z.object({ Plan: planSchema, 'Planning Time': z.number(), 'Execution Time': z.number() }),
    ]),
  }),
]);

/** Explained statements of one call. */
export interface Explained {
  /** Total planning and execution time. */
  ms: number;
  plans: Plan[];
}

/** Without per-node timing, which would cost more than many of the nodes. */
const EXPLAIN = 'explain (analyze, buffers, timing off, format json)';

export async function explain(client: pg.Client, statements: readonly SqlStatement[]): Promise<Explained> {
  const explained: Explained = { ms: 0, plans: [] };
  for (const { query, params } of statements) {
    const { rows } = await client.query(`${EXPLAIN} ${query}`, params);
    const [
      {
        'QUERY PLAN': [answer],
      },
    ] = answerSchema.parse(rows);
    explained.ms += answer['Planning Time'] + answer['Execution Time'];
    explained.plans.push(answer.Plan);
  }
  return explained;
}

/** One line per node, indented by depth: what it reads, rows returned, blocks touched. */
export function planLines(plan: Plan, depth = 0): string[] {
  const on = plan['Index Name'] ?? plan['Relation Name'];
  const rows = `${plan['Actual Rows']} rows × ${plan['Actual Loops']}`;
  const blocks = plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
  const line = `${'  '.repeat(depth)}${plan['Node Type']}${on ? ` ${on}` : ''}: ${rows}, ${blocks} blocks`;
  return [line, ...(plan.Plans ?? []).flatMap((child) => planLines(child, depth + 1))];
}
