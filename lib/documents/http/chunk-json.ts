import { z } from '../../http/route.ts';
import { placeJsonSchema } from './place-json.ts';

/** A line of a document's result as JSON Lines. */
export const chunkSchema = z
  .object({
    chunk: z.int().openapi({ description: 'From 1.' }),
    text: z.string().openapi({ description: 'About 1,000 characters, cut between sentences.' }),
    section: z.array(z.string()).openapi({ description: 'Titles, from the top down.' }),
    page: z.int().openapi({ description: 'Where it begins.' }),
    places: z.array(placeJsonSchema).openapi({ description: 'Everything it holds, a box a page.' }),
  })
  .openapi('DocumentChunk');
