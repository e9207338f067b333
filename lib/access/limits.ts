/** What an owner may use. Null: no limit. */
export interface Limits {
  requestsPerMinute: number | null;
  unfinishedJobs: number | null;
  /** Steps of the jobs created since midnight, UTC. */
  stepsPerDay: number | null;
  storedBytes: number | null;
}

/** Of a deployment whose variables say nothing: enough for anybody at work, too little to harm the others. */
export const USUAL_LIMITS: Limits = {
  requestsPerMinute: 600,
  unfinishedJobs: 1_000,
  stepsPerDay: 1_000_000,
  storedBytes: 2_000_000_000,
};

/** Of the local stack, which has one user. */
export const NO_LIMITS: Limits = {
  requestsPerMinute: null,
  unfinishedJobs: null,
  stepsPerDay: null,
  storedBytes: null,
};
