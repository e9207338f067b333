import { z } from '../../http/route.ts';
import { summarySchema } from './summary-json.ts';

export const latestSchema = z
  .object({
    results: z.array(summarySchema),
    count: z.int().openapi({ description: 'Results on this page.' }),
    total: z.int().openapi({ description: 'Results on all pages that match the filter.' }),
    page: z.int(),
    per_page: z.int(),
    total_pages: z.int(),
    disclaimer: z.string().nullable(),
  })
  .openapi('LatestStockResults');

export type LatestJson = z.infer<typeof latestSchema>;
