import { iso, isoOrNull } from '../../../core/instant.ts';
import { instantSchema, z } from '../../../http/route.ts';
import { ITEM_STATUSES, type WatchlistItem } from '../../watchlist/items.ts';

export const itemSchema = z
  .object({
    symbol: z.string(),
    name: z
      .string()
      .nullable()
      .openapi({ description: 'The given name, or else the one in the loaded universe.' }),
    created_at: instantSchema,
    last_job_id: z.string().nullable().openapi({ description: 'The last watchlist job with this symbol.' }),
    last_analyzed_at: instantSchema
      .nullable()
      .openapi({ description: 'When that job finished the symbol; null until then.' }),
    last_status: z
      .enum(ITEM_STATUSES)
      .nullable()
      .openapi({ description: 'Status of the symbol in that job.' }),
  })
  .openapi('WatchlistItem');

export function itemJson(item: WatchlistItem): z.infer<typeof itemSchema> {
  return {
    symbol: item.symbol,
    name: item.name,
    created_at: iso(item.createdAt),
    last_job_id: item.lastJobId,
    last_analyzed_at: isoOrNull(item.lastAnalyzedAt),
    last_status: item.lastStatus,
  };
}
