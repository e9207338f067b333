import { iso, isoOrNull } from '../../../core/instant.ts';
import { instantSchema, z } from '../../../http/route.ts';
import { ITEM_STATUSES, type WatchlistItem } from '../../watchlist/items.ts';

export const itemSchema = z
  .object({
    symbol: z.string(),
    name: z.string().nullable().openapi({ description: 'As given, or else as the loaded universe has it.' }),
    created_at: instantSchema,
    last_job_id: z
      .string()
      .nullable()
      .openapi({ description: 'The last job that analyzed the watchlist with it.' }),
    last_analyzed_at: instantSchema
      .nullable()
      .openapi({ description: 'When that job finished it; null until then.' }),
    last_status: z.enum(ITEM_STATUSES).nullable().openapi({ description: 'How that job stands with it.' }),
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
