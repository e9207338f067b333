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

/** Statements of one call, run in the database. */
export interface Explained {
  /** Planning and execution of them all. */
  ms: number;
  plans: Plan[];
}

/** Without the clock at every node, which would cost more than many of them. */
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

/** A node a line, indented by depth: what it reads, how many rows came out of it, how many blocks it touched. */
export function planLines(plan: Plan, depth = 0): string[] {
  const on = plan['Index Name'] ?? plan['Relation Name'];
  const rows = `${plan['Actual Rows']} rows × ${plan['Actual Loops']}`;
  const blocks = plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
  const line = `${'  '.repeat(depth)}${plan['Node Type']}${on ? ` ${on}` : ''}: ${rows}, ${blocks} blocks`;
  return [line, ...(plan.Plans ?? []).flatMap((child) => planLines(child, depth + 1))];
}
