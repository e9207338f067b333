/** A first-come, first-served queue for something that `take` only sometimes returns. */
export interface Line<T> {
  /** The result of `take`, now or when it is this caller's turn. Rejects if `signal` aborts or the line is closed. */
  enter(take: () => T | undefined, signal: AbortSignal): Promise<T>;
  /** Serves waiting callers until `take` returns undefined. */
  serve(take: () => T | undefined): void;
  /** Rejects all waiting and future callers. */
  close(reason: Error): void;
}

interface Waiter<T> {
  resolve(value: T): void;
  reject(reason: unknown): void;
}

export function createLine<T>(): Line<T> {
  const waiting: Waiter<T>[] = [];
  let closed: Error | undefined;

  const wait = (signal: AbortSignal) =>
    new Promise<T>((resolve, reject) => {
      const leave = () => {
        waiting.splice(waiting.indexOf(waiter), 1);
        reject(signal.reason);
      };
      const waiter: Waiter<T> = {
        resolve: (value) => {
          signal.removeEventListener('abort', leave);
          resolve(value);
        },
        reject,
      };
      waiting.push(waiter);
      signal.addEventListener('abort', leave, { once: true });
    });

  return {
    enter: async (take, signal) => {
      signal.throwIfAborted();
      if (closed) throw closed;
      const value = waiting.length === 0 ? take() : undefined;
      return value ?? wait(signal);
    },
    serve: (take) => {
      for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
        const value = take();
        if (value === undefined) return;
        waiting.shift();
        first.resolve(value);
      }
    },
    close: (reason) => {
      closed = reason;
      for (const waiter of waiting.splice(0)) waiter.reject(reason);
    },
  };
}
