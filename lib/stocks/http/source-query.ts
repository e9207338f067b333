import { z } from '../../http/route.ts';
import { DATA_SOURCES } from '../market/data-sources.ts';

/** Which plans: those of one source, or of all live ones. */
export const sourceQuery = z.object({
  data_source: z
    .enum(DATA_SOURCES, { error: `data_source must be one of: ${DATA_SOURCES.join(', ')}.` })
    .optional()
    .openapi({ description: 'Default: all live sources.' }),
});
