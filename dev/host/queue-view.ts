/** A message that has not ended. Times are ISO 8601. */
export interface QueuedMessage {
  id: string;
  /** Where it goes, without the origin. */
  to: string;
  labels: string[];
  /** In flight, or waiting for its next attempt. */
  state: string;
  attempts: number;
  created_at: string;
  /** Null while it is in flight. */
  next_at: string | null;
}

export interface DeadLetterView {
  id: string;
  to: string;
  labels: string[];
  /** Of the last attempt; 0 if nothing answered. */
  status: number;
  /** The beginning of what was answered. */
  answer: string;
  failed_at: string;
}

/** The local queue as its page shows it. */
export interface QueueJson {
  waiting: number;
  in_flight: number;
  delivered: number;
  failed: number;
  /** At most 200 each: the oldest messages, the newest letters. */
  messages: QueuedMessage[];
  dead_letters: DeadLetterView[];
}

export interface QueueView {
  look(): QueueJson;
  /** Publishes a dead letter anew. @returns whether there was one. */
  retry(id: string): Promise<boolean>;
}
