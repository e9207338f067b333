import { z } from '../../http/route.ts';

export const boxJsonSchema = z
  .object({ x0: z.number(), y0: z.number(), x1: z.number(), y1: z.number() })
  .openapi('Box', {
    description: 'Points (1/72 inch) from the top left of the displayed page.',
  });

/** Of a page, beside its number; missing if the file has no labels. */
export const labelSchema = z.string().optional();

export const placeJsonSchema = z
  .object({ page: z.int(), label: labelSchema, box: boxJsonSchema.optional() })
  .openapi('Place', {
    description: 'A location on a page; `label` if the file has page labels, no `box` if it has no pages.',
  });
