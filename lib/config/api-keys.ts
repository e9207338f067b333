import { isPlaceholder, LEFT_IN_PLACE } from './placeholder.ts';
import { type Reader, refused, taken } from './reading.ts';

/** An API key and its owner. */
export interface ApiKey {
  owner: string;
  key: string;
}

const REMEDY =
  'Set it to owner:uk_… , several separated by commas; the owner in small letters, 16 characters or more after uk_.';

function wrongIn(entry: string): string | null {
  if (isPlaceholder(entry) || isPlaceholder(entry.replace(/^.*:(uk_)?/, ''))) return LEFT_IN_PLACE;
  if (entry.startsWith('uk_')) return 'has a key without an owner';
  const [, owner, key] = /^([^:]*):(.*)$/.exec(entry) ?? [];
  if (owner === undefined || key === undefined) return 'has an entry that is not owner:uk_…';
  if (!/^[a-z0-9_-]+$/.test(owner)) return 'has an owner that is not in small letters and digits';
  if (!key.startsWith('uk_')) return 'has a key that does not begin with uk_';
  if (key.length < 19) return 'has a key with fewer than 16 characters after uk_';
  return /^uk_[A-Za-z0-9_-]+$/.test(key) ? null : 'has a key with characters that no key has';
}

function wrongTogether(keys: readonly ApiKey[]): string | null {
  return new Set(keys.map(({ key }) => key)).size < keys.length ? 'has the same key twice' : null;
}

/** `ann:uk_…, bob:uk_…`; lines, semicolons and JSON are read as lists too. */
export const apiKeys: Reader<ApiKey[]> = (text) => {
  const bare = text.replaceAll(/["'`[\]{}]/g, '').replaceAll(/\s*:\s*/g, ':');
  const entries = bare.split(/[,;\s]+/).filter((entry) => entry !== '');
  const wrong = entries.map(wrongIn).find((each) => each !== null);
  if (wrong) return refused(wrong, REMEDY);
  const keys = entries.map((entry) => {
    const at = entry.indexOf(':');
    return { owner: entry.slice(0, at), key: entry.slice(at + 1) };
  });
  const clash = wrongTogether(keys);
  if (clash !== null) return refused(clash, REMEDY);
  if (keys.length === 0) return refused('has no key in it', REMEDY);
  const usual = entries.join(',') === text.replaceAll(/\s*,\s*/g, ',').replace(/,$/, '');
  return taken(keys, usual ? [] : ['was read as a list, although its entries are not separated by commas']);
};
