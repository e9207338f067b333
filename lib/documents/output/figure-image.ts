import type { Figure } from '../figures/figure.ts';
import { isOrderBox } from '../order-box.ts';
import type { FigureBlock } from './blocks.ts';

/** The URL of a figure's picture; null where pictures are not shown. */
export type ImageOf = (block: Pick<FigureBlock, 'page' | 'number' | 'figure'>) => string | null;

/** Without pictures. */
export const NO_IMAGES: ImageOf = () => null;

/** Pictures of the figures of a job. Those of forms without pages are not drawn. */
export const imagesOf =
  (jobId: string): ImageOf =>
  ({ page, number, figure }) =>
    isOrderBox(figure.box) ? null : `/api/v1/jobs/${jobId}/pages/${page}/figures/${number}/image`;

/** What stands for the picture: the file's own words, else the caption. */
export const altText = ({ alt, caption }: Figure): string =>
  (alt ?? caption ?? '').replaceAll(/\s+/g, ' ').trim();
