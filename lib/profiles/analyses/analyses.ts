import { inSlices } from '../../core/slices.ts';
import type { Post } from '../networks/social.ts';
import type { Context, Findings } from './findings.ts';

export interface Analysis {
  readonly name: string;
  /** Pure. Loads the analysis's code and models on first use. */
  run(posts: readonly Post[], context: Context): Promise<Findings>;
}

/** All analyses, in the order of the report. */
export const ANALYSES: readonly Analysis[] = [
  { name: 'activity', run: async (...given) => inSlices((await import('./activity.ts')).activity(...given)) },
  { name: 'content', run: async (...given) => inSlices((await import('./content.ts')).content(...given)) },
  {
    name: 'sentiment',
    run: async (...given) => inSlices((await import('./sentiment.ts')).sentiment(...given)),
  },
  { name: 'style', run: async (...given) => inSlices((await import('./style.ts')).style(...given)) },
  {
    name: 'engagement',
    run: async (...given) => inSlices((await import('./engagement.ts')).engagement(...given)),
  },
  { name: 'network', run: async (...given) => (await import('./network.ts')).network(...given) },
  { name: 'account', run: async (...given) => (await import('./account.ts')).account(...given) },
  {
    name: 'automation',
    run: async (...given) => inSlices((await import('./automation.ts')).automation(...given)),
  },
  {
    name: 'prediction',
    run: async (...given) => inSlices((await import('./prediction.ts')).prediction(...given)),
  },
];
