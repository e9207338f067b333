/** What has become of a plan; all but `open` are final. */
export const PLAN_STATES = ['open', 'hit', 'stopped', 'timed_out', 'not_entered'] as const;

export type PlanState = (typeof PLAN_STATES)[number];
