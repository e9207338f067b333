import { instantSchema, JOB_ID, z } from '../../http/route.ts';
import type { StockChangeJson } from '../changes/change-json.ts';

export const changeSchema: z.ZodType<StockChangeJson> = z
  .object({
    id: z.string(),
    ticker: z.string(),
    symbol: z.string(),
    kind: z.string().openapi({ description: 'One of the values of the parameter `kind`.' }),
    strategy: z.string(),
    interval: z.string(),
    data_source: z.string(),
    from: z.string().nullable().openapi({ description: 'Label before; null for kinds without.' }),
    to: z.string().nullable(),
    on: z.iso.date().openapi({ description: 'Day of the bar, or of the split.' }),
    level: z.number().nullable().openapi({ description: 'The touched price, adjusted for later splits.' }),
    plan_as_of: z.iso.date().nullable().openapi({ description: 'Day of the plan that it belongs to.' }),
    ratio: z.number().nullable().openapi({ description: 'New shares for an old one.' }),
    from_job_id: z.string(),
    from_as_of: z.iso.date(),
    job_id: z.string(),
    as_of: z.iso.date(),
    created_at: instantSchema,
  })
  .openapi('StockChange');

export const CHANGE: StockChangeJson = {
  id: 'chg_7f3c0d5e9a1b4c2d8e6f0a1b2c3d4e5f',
  ticker: 'TCS.NS',
  symbol: 'TCS',
  kind: 'verdict',
  strategy: 'balanced',
  interval: '1d',
  data_source: 'yahoo',
  from: 'Buy',
  to: 'Neutral',
  on: '2026-01-05',
  level: null,
  plan_as_of: null,
  ratio: null,
  from_job_id: 'job_01k0a3v5zq8m4n7p2r6t9w1x3x',
  from_as_of: '2026-01-02',
  job_id: JOB_ID,
  as_of: '2026-01-05',
  created_at: '2026-01-05T12:00:01.130Z',
};
