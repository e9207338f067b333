import type { Tool } from '../tool.ts';
import { ANALYSES } from './analyses.ts';
import { CITE } from './cite.ts';
import { JOBS } from './jobs.ts';
import { SEARCH } from './search.ts';

/** All tools, in the order in which they are listed. */
export const TOOLS: readonly Tool[] = [...ANALYSES, ...JOBS, CITE, SEARCH];
