import { parseArgs } from 'node:util';
import type { z } from 'zod';
import { createKey, type Key, listKeys, type NewKey, revokeKey, rotateKey } from '../../lib/access/keys.ts';
import { createKeySchema, ownerName, rotateKeySchema } from '../../lib/http/access/key-request.ts';
import type { JobsContext } from '../../lib/jobs/context.ts';

const USAGE = `Usage:
  npm run keys -- create OWNER NAME [--scopes read,write,admin] [--days 90]
  npm run keys -- list [OWNER]
  npm run keys -- rotate KEY_ID [--overlap-hours 24]
  npm run keys -- revoke KEY_ID`;

const DAY_SECONDS = 86_400;
const HOUR_SECONDS = 3_600;
const PAGE = 200;

type Print = (line: string) => void;
type Command = (context: JobsContext, print: Print) => Promise<void>;

/** @throws Error with every fault. */
function checked<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const { data, error } = schema.safeParse(value);
  if (error) throw new Error(error.issues.map(({ message }) => message).join('\n'));
  return data;
}

const stateOf = ({ revokedAt, expiresAt, replacedBy }: Key, nowMs: number): string => {
  if (revokedAt !== null) return `revoked ${revokedAt.toISOString()}`;
  if (expiresAt === null) return 'valid';
  const ends = `${expiresAt.getTime() <= nowMs ? 'expired' : 'valid until'} ${expiresAt.toISOString()}`;
  return replacedBy === null ? ends : `${ends}, replaced by ${replacedBy}`;
};

const lineOf = (key: Key, nowMs: number): string =>
  [
    key.id,
    key.owner,
    key.name,
    key.scopes.join(','),
    stateOf(key, nowMs),
    key.lastUsedAt === null ? 'never used' : `used ${key.lastUsedAt.toISOString()}`,
  ].join('  ');

function tell({ key, secret }: NewKey, print: Print): void {
  print(`${key.id} of ${key.owner} (${key.scopes.join(', ')}). The key, shown this once:`);
  print(secret);
}

function create(given: { owner: string; name: string; scopes?: string; days?: string }): Command {
  const { days } = given;
  const request = checked(createKeySchema, {
    owner: given.owner,
    name: given.name,
    scopes: given.scopes?.split(','),
    expires_in_seconds: days === undefined ? undefined : Number(days) * DAY_SECONDS,
  });
  const { owner, name, scopes = ['read', 'write'], expires_in_seconds: life } = request;
  return async (context, print) => {
    const expiresAt = life === undefined ? null : new Date(context.clock.now() + life * 1_000);
    tell(await createKey(context, { owner, name, scopes, expiresAt, createdBy: null }), print);
  };
}

function list(given: string | undefined): Command {
  const owner = given === undefined ? undefined : checked(ownerName, given);
  return async (context, print) => {
    let page: Key[] = [];
    let count = 0;
    do {
      page = await listKeys(context, { owner, after: page.at(-1)?.id, limit: PAGE });
      for (const key of page) print(lineOf(key, context.clock.now()));
      count += page.length;
    } while (page.length === PAGE);
    if (count === 0) print('There is no key in the database. Those of API_KEYS are not listed.');
  };
}

function rotate(id: string, hours: string | undefined): Command {
  const seconds = hours === undefined ? undefined : Number(hours) * HOUR_SECONDS;
  const { overlap_seconds: overlapSeconds } = checked(rotateKeySchema, { overlap_seconds: seconds });
  return async (context, print) => {
    tell(await rotateKey(context, { id, overlapSeconds, createdBy: null }), print);
    print(`The old key stays valid for ${overlapSeconds / HOUR_SECONDS} hours.`);
  };
}

const revoke =
  (id: string): Command =>
  async (context, print) => {
    await revokeKey(context, id);
    print(`${id} is revoked.`);
  };

/** Parses the arguments. @throws Error with the usage, or with what is wrong with a value. */
export function commandOf(args: readonly string[]): Command {
  const text = { type: 'string' } as const;
  const options = { scopes: text, days: text, 'overlap-hours': text };
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options });
  const [command, first, second, ...rest] = positionals;
  const { scopes, days, 'overlap-hours': hours } = values;
  if (rest.length > 0) throw new Error(USAGE);
  if (command === 'create' && first && second) {
    const ends = { ...(scopes === undefined ? {} : { scopes }), ...(days === undefined ? {} : { days }) };
    return create({ owner: first, name: second, ...ends });
  }
  if (command === 'list' && !second) return list(first);
  if (command === 'rotate' && first && !second) return rotate(first, hours);
  if (command === 'revoke' && first && !second) return revoke(first);
  throw new Error(USAGE);
}
