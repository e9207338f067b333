import type { DatabaseSync } from 'node:sqlite';

const UNFINISHED = `state not in ('DELIVERED', 'CANCELLED')`;

/** Moves what begins with the URL `$old` to `$new`; a longer host or port that only begins alike is another URL. */
const moved = (url: string) => `$new || substr(${url}, length($old) + 1)`;
const isOld = (url: string) => `(${url} = $old or substr(${url}, 1, length($old) + 1) = $old || '/')`;

/** The destinations that lie in the app. */
export interface DestinationStore {
  /**
   * Moves unfinished messages, dead letters, schedules and callbacks from the app's URL at the last start to `appUrl`,
   * without a slash at its end. Call it in a transaction.
   * @returns how many messages and schedules were moved.
   */
  follow(appUrl: string): number;
}

/** Remembers the app's URL in the table `setting`. */
export function destinationStore(db: DatabaseSync): DestinationStore {
  const known = db.prepare(`select value from setting where name = 'app_url'`);
  const remember = db.prepare(`insert into setting (name, value) values ('app_url', ?)
    on conflict (name) do update set value = excluded.value`);
  const urls = [
    `update message set url = ${moved('url')} where ${isOld('url')} and ${UNFINISHED}`,
    `update schedule set url = ${moved('url')} where ${isOld('url')}`,
  ].map((text) => db.prepare(text));
  const callbacks = ['callback', 'failureCallback'].flatMap((name) => {
    const url = `(spec ->> '$.${name}.url')`;
    const change = `set spec = json_set(spec, '$.${name}.url', ${moved(url)}) where ${isOld(url)}`;
    return [
      db.prepare(`update message ${change} and ${UNFINISHED}`),
      db.prepare(`update schedule ${change}`),
    ];
  });
  return {
    follow(appUrl) {
      const old = known.get()?.['value'];
      if (old === appUrl) return 0;
      remember.run(appUrl);
      if (old === undefined) return 0;
      const names = { $old: String(old), $new: appUrl };
      for (const statement of callbacks) statement.run(names);
      return urls.reduce((sum, statement) => sum + Number(statement.run(names).changes), 0);
    },
  };
}
