import {
  type HTTPQueryOptions,
  type HTTPTransactionOptions,
  type NeonQueryFunction,
  NeonQueryPromise,
} from '@neondatabase/serverless';

type Client = NeonQueryFunction<boolean, boolean>;
type Query = NeonQueryPromise<boolean, boolean>;

/** In milliseconds: nothing that the service sends outlives a function's patience. */
const BOUNDS = {
  statement_timeout: 15_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 30_000,
};

const SET_BOUNDS = `select ${Object.entries(BOUNDS)
  .map(([name, ms]) => `set_config('${name}', '${ms}', true)`)
  .join(', ')}`;

/**
 * The same client with bounds in each transaction; a single statement becomes one. Neon ignores them in the
 * connection string or refuses them there (its pooler), and the role may be that of other apps too.
 */
export function bounded(client: Client): Client {
  const transaction = async (queries: Query[], options?: HTTPTransactionOptions<boolean, boolean>) => {
    const [, ...results] = await client.transaction([client.query(SET_BOUNDS), ...queries], options);
    return results;
  };
  const query = (text: string, params: unknown[] = [], options: HTTPQueryOptions<boolean, boolean> = {}) => {
    const alone = async () => (await transaction([client.query(text, params, options)]))[0];
    return new NeonQueryPromise(alone, { query: text, params }, options);
  };
  const own = new Map<string | symbol, unknown>(Object.entries({ query, transaction }));
  return new Proxy(client, {
    get: (target, name, receiver) => own.get(name) ?? Reflect.get(target, name, receiver),
  });
}
