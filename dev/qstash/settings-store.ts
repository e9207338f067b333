import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

export interface SigningKeys {
  current: string;
  next: string;
}

export interface SettingsStore {
  /** The bearer token: the given one, else the file's, else a new one. */
  token(given: string | undefined): string;
  /** Sets the given signing keys; otherwise creates them at first start. */
  initKeys(given: SigningKeys | undefined): void;
  keys(): SigningKeys;
  /** Makes `next` the current key and creates a new `next`. */
  rotate(): SigningKeys;
}

function newKey(): string {
  return `sig_${randomBytes(21).toString('base64url').replaceAll(/[-_]/g, 'x')}`;
}

/** The table `setting`: token and signing keys. */
export function settingsStore(db: DatabaseSync): SettingsStore {
  const select = db.prepare('select value from setting where name = ?');
  const upsert = db.prepare(`insert into setting (name, value) values (?, ?)
    on conflict (name) do update set value = excluded.value`);
  const read = (name: string) => {
    const row = select.get(name);
    return row === undefined ? undefined : String(row['value']);
  };
  const settle = (name: string, given: string | undefined, make: () => string) => {
    const value = given ?? read(name) ?? make();
    upsert.run(name, value);
    return value;
  };
  const keys = () => ({ current: read('current_key') ?? '', next: read('next_key') ?? '' });
  return {
    token: (given) => settle('token', given, () => randomBytes(36).toString('base64url')),
    initKeys(given) {
      settle('current_key', given?.current, newKey);
      settle('next_key', given?.next, newKey);
    },
    keys,
    rotate() {
      upsert.run('current_key', keys().next);
      upsert.run('next_key', newKey());
      return keys();
    },
  };
}
