import type { Clock, Random } from '../core/clock.ts';
import { Refusal } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { Database } from '../db/client.ts';
import { reasonOf } from '../db/error-text.ts';
import { query } from '../jobs/context.ts';
import { blockedFor } from './blocked.ts';
import { counting, standingIn } from './counted.ts';
import type { Part } from './in-batches.ts';
import { hashOf } from './key-secret.ts';
import { type Bearer, type Passed, passSchema, passStatement } from './pass.ts';
import type { Rate } from './rate.ts';
import type { Scope } from './scopes.ts';

/** A key that was taken. */
export interface Entry {
  id: string;
  owner: string;
  name: string;
  scopes: readonly Scope[];
}

/** What became of a request at the gate. `refusal`: it goes no further. */
export interface Passage {
  /** Null: no limit, or nobody knows. */
  rate: Rate | null;
  refusal: Refusal | null;
}

export interface Gate {
  /** Takes a request by its key. `entry` is null unless the key is good. @throws Refusal `database_unavailable`. */
  enter(secret: string): Promise<Passage & { entry: Entry | null }>;
  /** Takes a request of an owner whose key needs no database; lets it in if that does not answer. */
  count(owner: string): Promise<Passage>;
  /** The same, but takes no request. @throws Refusal `database_unavailable`. */
  look(secret: string): Promise<Passage & { entry: Entry | null }>;
  /** Whether there is any key. @throws Refusal `database_unavailable`. */
  hasKeys(): Promise<boolean>;
}

export interface GateDeps {
  db: Database;
  clock: Clock;
  random: Random;
  log: Log;
  /** Requests a minute of an owner without a limit of its own; null: none. */
  usual: number | null;
}

/** An unknown key is not looked up again for so long. */
const UNKNOWN_MS = 10_000;
/** After a failure the requests of owners are let in uncounted for so long. */
const UNCOUNTED_MS = 30_000;

const NOT_VALID = 'This API key is not valid.';
/** Not of a key's form, so no key's hash. */
const NO_KEY = 'none';

const unauthorized = (detail: string): Refusal => new Refusal('unauthorized', detail);

function refusalOf({ refused, name }: NonNullable<Passed['key']>): Refusal | null {
  if (refused === 'revoked') return unauthorized(`The key ${name} was revoked. Use another one.`);
  return refused === 'expired' ? unauthorized(`The key ${name} has expired. Use another one.`) : null;
}

function found({ key }: Passed): { entry: Entry | null; refusal: Refusal | null } {
  if (key === null) return { entry: null, refusal: unauthorized(NOT_VALID) };
  const refusal = refusalOf(key);
  return { entry: refusal ? null : key, refusal };
}

const bearerOf = (key: string): Bearer =>
  key.startsWith('owner:') ? { owner: key.slice('owner:'.length) } : { hash: key };

/** Lets requests in by their keys and within their owners' limits, with one question under way for each. */
export function createGate(deps: GateDeps): Gate {
  const { db, clock, log, usual } = deps;
  const unknown = blockedFor<Passed>(clock);
  let uncountedUntil = Number.NEGATIVE_INFINITY;

  const ask = async (bearer: Bearer, count: number): Promise<Passed> => {
    const { rows } = await db.execute(passStatement(bearer, count, usual));
    return passSchema.parse(rows[0]);
  };
  const take = counting(clock, async (key, count) => {
    const bearer = bearerOf(key);
    // An owner's request is not worth a second try: it is let in anyway.
    const passed = 'owner' in bearer ? await ask(bearer, count) : await query(deps, () => ask(bearer, count));
    if ('hash' in bearer && passed.key === null) unknown.block(key, UNKNOWN_MS, passed);
    return passed;
  });
  const through = async (key: string): Promise<Part<Passed>> => {
    const stranger = unknown.find(key);
    return stranger ? { answer: stranger.value, place: 0 } : take(key);
  };

  return {
    enter: async (secret) => {
      const part = await through(hashOf(secret));
      const { entry, refusal } = found(part.answer);
      return entry === null ? { entry, rate: null, refusal } : { entry, ...standingIn(part) };
    },
    count: async (owner) => {
      if (clock.passed() < uncountedUntil) return { rate: null, refusal: null };
      try {
        return standingIn(await through(`owner:${owner}`));
      } catch (error) {
        uncountedUntil = clock.passed() + UNCOUNTED_MS;
        log.warn('requests_not_counted', { reason: reasonOf(error) });
        return { rate: null, refusal: null };
      }
    },
    look: async (secret) => {
      const hash = hashOf(secret);
      const passed = unknown.find(hash)?.value ?? (await query(deps, () => ask({ hash }, 0)));
      if (passed.key === null) unknown.block(hash, UNKNOWN_MS, passed);
      return { ...found(passed), rate: null };
    },
    hasKeys: async () => (await through(hashOf(NO_KEY))).answer.has_keys,
  };
}
