import { count } from './figures.ts';

/** What the sample of a finding consists of, where it is not posts. */
const UNITS: Readonly<Record<string, string>> = {
  'activity.gaps': 'pause',
  'automation.regular_intervals': 'pause',
  'prediction.posts_next_week': 'week',
};
const STATED = ['automation.says_it_is_automated'];

/** Size of a sample in its unit: "600 posts". */
export const sampleOf = (analysis: string, name: string, n: number): string =>
  count(n, UNITS[`${analysis}.${name}`] ?? 'post');

/** Whether a finding is read off the account and has no sample. */
export const isStated = (analysis: string, name: string): boolean =>
  analysis === 'account' || STATED.includes(`${analysis}.${name}`);
