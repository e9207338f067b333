/** Faults between a publisher and QStash. */
export const PUBLISH_KINDS = [
  'publish_refused',
  'publish_hangs',
  'publish_stored_then_hangs',
  'publish_stored_then_fails',
] as const;

/** Faults between QStash and a function. */
export const DELIVERY_KINDS = [
  'delivered_twice_at_once',
  'delivered_late',
  'delivered_out_of_order',
  'answer_lost',
  'attempt_dropped',
] as const;

/** Faults between a function and Neon. */
export const DATABASE_KINDS = [
  'database_refuses',
  'database_hangs_before',
  'database_hangs_after_commit',
  'database_cut_before',
  'database_cut_after_commit',
  'database_delays',
] as const;

/** Faults of processes, on a timer: PostgreSQL's and the functions'. */
export const PROCESS_KINDS = [
  'postgres_killed',
  'slice_killed',
  'slice_stalled_past_its_lease',
  'slice_out_of_time',
  'process_frozen',
] as const;

/** A dependency that is away or slow for a stretch of seconds; each call that it hits is counted. */
export const STRETCH_KINDS = ['queue_away', 'database_away', 'functions_away', 'database_slow'] as const;

/** What steps do to the process they run in. */
export const STEP_KINDS = ['loop_blocked', 'poison_in_a_shared_process'] as const;

export type PublishKind = (typeof PUBLISH_KINDS)[number];
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];
export type DatabaseKind = (typeof DATABASE_KINDS)[number];
export type ProcessKind = (typeof PROCESS_KINDS)[number];
export type StretchKind = (typeof STRETCH_KINDS)[number];
export type StepKind = (typeof STEP_KINDS)[number];
export type FaultKind = PublishKind | DeliveryKind | DatabaseKind | ProcessKind | StretchKind | StepKind;

/** State of the job that a fault hit; `none` if the job does not exist. */
export const JOB_STATES = ['queued', 'processing', 'terminal', 'none'] as const;
export type JobState = (typeof JOB_STATES)[number];
