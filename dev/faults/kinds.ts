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
] as const;

export type PublishKind = (typeof PUBLISH_KINDS)[number];
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];
export type DatabaseKind = (typeof DATABASE_KINDS)[number];
export type ProcessKind = (typeof PROCESS_KINDS)[number];
export type FaultKind = PublishKind | DeliveryKind | DatabaseKind | ProcessKind;

/** State of the job that a fault hit; `none` if the job does not exist. */
export const JOB_STATES = ['queued', 'processing', 'terminal', 'none'] as const;
export type JobState = (typeof JOB_STATES)[number];
