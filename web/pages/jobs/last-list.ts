import { signal } from '@preact/signals';
import type { JobJson } from '../../../lib/jobs/job-json.ts';

/** The list as it was last filtered, to come back to. */
export const lastList = signal('/jobs');

interface PageStart {
  cursor: string;
  /** Id behind which it begins. */
  before: string;
}

/** The pages that were read behind the first; `next` is undefined until the first has come, null at the end. */
export type Pages = PageStart[] & { next?: PageStart | null };

/** What of a list is kept while another page is open, so that going back shows what was there. */
export interface Kept {
  search: string;
  jobs: readonly JobJson[];
  pages: Pages;
  /** In CSS pixels. */
  scroll: number;
}

let kept: Kept | null = null;
let isBack = false;
addEventListener('popstate', () => {
  isBack = true;
});
addEventListener('click', () => {
  isBack = false;
});

/** Whether the last move was one in the browser's history. */
export const cameBack = (): boolean => isBack;

/** Of the last list, if it had the same filter; else nothing. */
export function keptList(search: string): Kept {
  if (kept?.search !== search || !isBack) kept = { search, jobs: [], pages: [], scroll: 0 };
  return kept;
}
