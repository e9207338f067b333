import type { Figure } from '../figures/figure.ts';
import type { FigureBlock } from './blocks.ts';

/** The URL of a figure's picture; null where pictures are not shown. */
export type ImageOf = (block: Pick<FigureBlock, 'page' | 'number'>) => string | null;

/** Without pictures. */
export const NO_IMAGES: ImageOf = () => null;

/** The URL of the picture of a job's figure. */
export const figureUrl = (jobId: string, { page, number }: { page: number; number: number }): string =>
  `/api/v1/jobs/${jobId}/pages/${page}/figures/${number}/image`;

/** Pictures of the figures of a job. */
export const imagesOf =
  (jobId: string): ImageOf =>
  (block) =>
    figureUrl(jobId, block);

/** What stands for the picture: the file's own words, else the caption. */
export const altText = ({ alt, caption }: Figure): string =>
  (alt ?? caption ?? '').replaceAll(/\s+/g, ' ').trim();
