import { z } from '../../http/route.ts';
import type { Figure } from '../figures/figure.ts';
import { imagesOf } from '../output/figure-image.ts';
import { boxJsonSchema } from './place-json.ts';

/** A figure, as answers have it. */
export const figureJsonSchema = z
  .object({
    page: z.int(),
    figure: z.int().openapi({ description: 'On its page, from 1.' }),
    kind: z.enum(['raster', 'vector']),
    box: boxJsonSchema.optional(),
    number: z.string().nullable().openapi({ description: 'As its caption has it: `3`, `2.1`.' }),
    caption: z.string().nullable(),
    alt: z.string().nullable().openapi({ description: 'Alternative text that the file gives.' }),
    image: z.string().nullable().openapi({ description: 'URL of its picture; null without pages.' }),
  })
  .openapi('DocumentFigure');
export type FigureJson = z.infer<typeof figureJsonSchema>;

export function figuresJson(jobId: string, page: number, figures: readonly Figure[]): FigureJson[] {
  return figures.map((figure, at) => {
    const { kind, box, number, caption, alt } = figure;
    const image = imagesOf(jobId)({ page, number: at + 1, figure });
    return { page, figure: at + 1, kind, box, number, caption, alt, image };
  });
}
