import { type Client, QstashError } from '@upstash/qstash';
import type { Finding } from '../core/finding.ts';
import type { Database } from '../db/client.ts';
import { publishProbe } from '../engine/outgoing.ts';
import { probeBody } from '../engine/proof/probe.ts';
import { readSeen } from '../engine/proof/seen.ts';
import { databaseFinding } from './database-fault.ts';
import { type DeadLetter, deadLettersOf } from './dead-letter.ts';
import type { HealthDeps } from './deps.ts';
import { whoMet } from './met.ts';
import { told } from './met-finding.ts';
import { queueFinding } from './queue-fault.ts';

const PATIENCE_MS = 20_000;
const EVERY_MS = 500;

/** How a probe fared. */
export interface Probed {
  /** Milliseconds from its acceptance by the queue; null if it has not come back. */
  cameBackInMs: number | null;
  findings: Finding[];
}

const WHY = 'As long as the queue does not get through to the service, no job goes on.';

const lost = (code: string, what: string, remedy: string): Finding => ({
  part: 'callback',
  severity: 'broken',
  code,
  what,
  why: WHY,
  remedy,
});

const ELSEWHERE = lost(
  'probe_elsewhere',
  'The probe was delivered, but what took it has written nothing into this database.',
  'See that the deployment at APP_URL has the same DATABASE_URL, signing keys and APP_URL, and redeploy it.',
);
const WAITING = lost(
  'probe_waits',
  'The queue still holds the probe after 20 seconds.',
  "Look at the message in Upstash's console (QStash, Logs): its deliveries fail, or the account's parallelism is used up.",
);

function ofLetter({ facts }: HealthDeps, { answered }: DeadLetter): Finding {
  const met = whoMet(answered);
  if (met === 'service') return ELSEWHERE;
  const address = `${facts.appUrl}/api/process`;
  const { code, what, remedy, variable } = told(met, {
    address,
    answered,
    hasBypass: facts.protectionBypass !== null,
  });
  return {
    ...lost(code, `The probe did not get through. ${what}`, remedy),
    // A refusal of older code proves the address and the keys.
    severity: met === 'refused' ? 'degraded' : 'broken',
    ...(variable === undefined ? {} : { variable }),
  };
}

/** Takes the probe's own dead letter away, so that it is not counted among those of jobs. */
async function letterOf(client: Client, messageId: string): Promise<DeadLetter | null> {
  const [letter] = await deadLettersOf(client, { messageId });
  if (letter === undefined) return null;
  await client.dlq.delete(letter.dlqId);
  return letter;
}

async function isHeld(client: Client, messageId: string): Promise<boolean> {
  try {
    await client.messages.get(messageId);
    return true;
  } catch (error) {
    if (error instanceof QstashError && error.status === 404) return false;
    throw error;
  }
}

/** Whose error it is. */
class OfDatabase extends Error {}

const ofDatabase = <T>(work: Promise<T>): Promise<T> =>
  work.catch((cause: unknown) => {
    throw new OfDatabase('the database failed the probe', { cause });
  });

/** A probe that the queue has accepted. */
export interface Underway {
  client: Client;
  db: Database;
  messageId: string;
  /** When a callback had last been seen before, Unix milliseconds of the database; null if none had. */
  before: number | null;
  /** When it was accepted, by `clock.passed`. */
  began: number;
}

const failed = (finding: Finding): Probed => ({ cameBackInMs: null, findings: [finding] });

function ofError(deps: HealthDeps, error: unknown): Probed {
  deps.log.warn('probe_failed', { reason: error instanceof Error ? error.message : String(error) });
  return failed(error instanceof OfDatabase ? databaseFinding(error) : queueFinding(deps, error));
}

/** Publishes a probe. @returns what stood in the way, or nothing at all where the configuration lacks something. */
export async function publish(deps: HealthDeps): Promise<Underway | Probed> {
  const { client, db, route, facts, clock } = deps;
  if (!client || !db || !facts.appUrl) return { cameBackInMs: null, findings: [] };
  try {
    const before = await ofDatabase(readSeen(db, route));
    const messageId = await publishProbe({ ...deps, client, appUrl: facts.appUrl }, probeBody());
    return { client, db, messageId, before, began: clock.passed() };
  } catch (error) {
    return ofError(deps, error);
  }
}

/** What is known of a probe now; null while it may still arrive. */
async function fateOf(deps: HealthDeps, underway: Underway): Promise<Probed | null> {
  const { client, db, messageId, before, began } = underway;
  const seenAt = await ofDatabase(readSeen(db, deps.route));
  const waitedMs = deps.clock.passed() - began;
  if (seenAt !== null && seenAt > (before ?? Number.NEGATIVE_INFINITY))
    return { cameBackInMs: Math.round(waitedMs), findings: [] };
  const letter = await letterOf(client, messageId);
  if (letter) return failed(ofLetter(deps, letter));
  if (waitedMs <= PATIENCE_MS) return null;
  return failed((await isHeld(client, messageId)) ? WAITING : ELSEWHERE);
}

/** Waits for what becomes of a probe, for `patienceMs` at most. @returns null if it may still arrive. */
export async function awaited(
  deps: HealthDeps,
  underway: Underway,
  patienceMs: number,
): Promise<Probed | null> {
  const { clock } = deps;
  try {
    for (const until = clock.passed() + patienceMs; ; await clock.sleep(EVERY_MS)) {
      const fate = await fateOf(deps, underway);
      if (fate !== null || clock.passed() >= until) return fate;
    }
  } catch (error) {
    return ofError(deps, error);
  }
}

/** Publishes a probe and waits until its arrival is written down, or until the queue has given it up. */
export async function sendProbe(deps: HealthDeps): Promise<Probed> {
  const sent = await publish(deps);
  if (!('messageId' in sent)) return sent;
  return (await awaited(deps, sent, Number.POSITIVE_INFINITY)) ?? failed(WAITING);
}
