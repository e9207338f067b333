import { z } from '../../http/route.ts';
import { placeJsonSchema } from './place-json.ts';

/** A line of a document's JSON Lines result. */
export const chunkSchema = z
  .object({
    chunk: z.int().openapi({ description: 'From 1.' }),
    text: z.string().openapi({ description: 'About 1,000 characters, split between sentences.' }),
    section: z.array(z.string()).openapi({ description: 'Section titles, outermost first.' }),
    page: z.int().openapi({ description: 'Page on which the chunk starts.' }),
    places: z.array(placeJsonSchema).openapi({ description: 'Location of the chunk, one box per page.' }),
  })
  .openapi('DocumentChunk');
