/** How long a process may leave a ping unanswered before new requests go elsewhere. */
const PATIENCE_MS = 2_000;

/** Whether a process answers: its event loop is free and it is not stopped. */
export interface Pulse {
  /** False while a ping has been unanswered for 2 s. */
  readonly responsive: boolean;
  /**
   * Pings. True with the answer, or once the process is gone; false after 2 s without one. Several callers share a
   * ping.
   */
  check(): Promise<boolean>;
  /** Call with the process's answer. */
  answered(): void;
  /** Call when the process is gone. */
  gone(): void;
}

/**
 * @param ping sends one; at most one is on its way.
 * @param onChange called when `responsive` has changed.
 */
export function createPulse(ping: () => void, onChange: () => void): Pulse {
  let responsive = true;
  let over = false;
  let waiting: PromiseWithResolvers<boolean> | undefined;

  const set = (value: boolean) => {
    if (responsive === value) return;
    responsive = value;
    onChange();
  };
  const settle = () => {
    waiting?.resolve(true);
    waiting = undefined;
    set(true);
  };

  const begin = (): PromiseWithResolvers<boolean> => {
    const asked = Promise.withResolvers<boolean>();
    waiting = asked;
    const giveUp = () => {
      if (waiting !== asked) return;
      asked.resolve(false);
      set(false);
    };
    // Where the host itself was busy the answer may be here already, behind the timer.
    setTimeout(() => setImmediate(giveUp), PATIENCE_MS).unref();
    ping();
    return asked;
  };

  return {
    get responsive() {
      return responsive;
    },
    check: () => (over ? Promise.resolve(true) : (waiting ?? begin()).promise),
    answered: settle,
    gone: () => {
      over = true;
      settle();
    },
  };
}
