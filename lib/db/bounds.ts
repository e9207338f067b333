import {
  type HTTPQueryOptions,
  type HTTPTransactionOptions,
  type NeonQueryFunction,
  NeonQueryPromise,
} from '@neondatabase/serverless';

type Client = NeonQueryFunction<boolean, boolean>;
type Query = NeonQueryPromise<boolean, boolean>;

/** A client whose statements all end, or give up, in the time that `BOUNDS` says. */
export type BoundedClient = Client & {
  /**
   * Sends one `select` without `from` as a transaction by itself. Beside `transaction`, Neon's proxy asks the database
   * once in place of four times.
   */
  alone(select: string, params: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
};

/** In milliseconds: nothing that the service sends outlives a function's patience. */
const BOUNDS = {
  statement_timeout: 15_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 30_000,
};

const bound = (name: string, ms: number): string => `set_config('${name}', '${ms}', true)`;

const SET_BOUNDS = `select ${Object.entries(BOUNDS)
  .map(([name, ms]) => bound(name, ms))
  .join(', ')}`;

/**
 * Within the statement that they bound. It is too late for `statement_timeout` there, so that of the transaction takes
 * its place, from PostgreSQL 17 on; before, Neon's proxy cancels what its caller no longer waits for.
 */
const OWN_BOUNDS = `with bounds as materialized (select ${bound('lock_timeout', BOUNDS.lock_timeout)},
  case when current_setting('server_version_num')::int >= 170000
    then ${bound('transaction_timeout', BOUNDS.statement_timeout)} end)`;

/**
 * The same client with bounds in each transaction; a single statement becomes one. Neon ignores them in the
 * connection string or refuses them there (its pooler), and the role may be that of other apps too.
 */
export function bounded(client: Client): BoundedClient {
  const transaction = async (queries: Query[], options?: HTTPTransactionOptions<boolean, boolean>) => {
    const [, ...results] = await client.transaction([client.query(SET_BOUNDS), ...queries], options);
    return results;
  };
  const query = (text: string, params: unknown[] = [], options: HTTPQueryOptions<boolean, boolean> = {}) => {
    const alone = async () => (await transaction([client.query(text, params, options)]))[0];
    return new NeonQueryPromise(alone, { query: text, params }, options);
  };
  const alone: BoundedClient['alone'] = (select, params) =>
    client.query(`${OWN_BOUNDS} ${select} from bounds`, params, { arrayMode: false, fullResults: true });
  const own = new Map<string | symbol, unknown>(Object.entries({ query, transaction }));
  return new Proxy(Object.assign(client, { alone }), {
    get: (target, name, receiver) => own.get(name) ?? Reflect.get(target, name, receiver),
  });
}
