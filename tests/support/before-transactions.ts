import type { Database } from '../../lib/db/client.ts';

/** The same database, with something that happens before each transaction is sent. */
export function beforeTransactions(db: Database, happens: () => Promise<void>): Database {
  const $client = new Proxy(db.$client, {
    get(client, name) {
      if (name === 'alone')
        return async (...sent: Parameters<typeof client.alone>) => {
          await happens();
          return client.alone(...sent);
        };
      if (name !== 'transaction') return Reflect.get(client, name);
      return async (...sent: Parameters<typeof client.transaction>) => {
        await happens();
        return client.transaction(...sent);
      };
    },
  });
  return new Proxy(db, { get: (target, name) => (name === '$client' ? $client : Reflect.get(target, name)) });
}
