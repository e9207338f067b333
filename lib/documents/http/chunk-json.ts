import { z } from '../../http/route.ts';
import { labelSchema, placeJsonSchema } from './place-json.ts';

/** A line of a document's JSON Lines result. */
export const chunkSchema = z
  .object({
    chunk: z.int().openapi({ description: 'From 1.' }),
    text: z.string().openapi({
      description: 'About 1,000 characters; rows of tables have a tab between cells, the head repeated.',
    }),
    section: z.array(z.string()).openapi({ description: 'Section titles, outermost first.' }),
    page: z.int().openapi({ description: 'Page on which the chunk starts.' }),
    label: labelSchema,
    paragraphs: z.array(z.string()).openapi({ description: 'Ids, also of tables.' }),
    places: z.array(placeJsonSchema).openapi({ description: 'Location of the chunk, one box per page.' }),
  })
  .openapi('DocumentChunk');
