import { loadConfig } from '../../lib/config.ts';
import { type Clock, systemClock } from '../../lib/core/clock.ts';
import type { Finding } from '../../lib/core/finding.ts';
import { silentLog } from '../../lib/core/log.ts';
import { connect, type Database } from '../../lib/db/client.ts';
import { hushOf, queueClient } from '../../lib/engine/queue-client.ts';
import { UNPROVEN } from '../../lib/health/callback.ts';
import { CHECKS } from '../../lib/health/checks.ts';
import { type HealthDeps, healthDeps } from '../../lib/health/deps.ts';
import { besideKeyRows, keyRowsOf } from '../../lib/health/key-rows.ts';
import { distinct, inTime, lookWith, runChecks } from '../../lib/health/look.ts';
import { type Probed, sendProbe } from '../../lib/health/probe.ts';
import type { Diagnosis } from './diagnosis.ts';
import { askHealth } from './direct.ts';
import { tableFindings } from './tables.ts';

type Variables = Record<string, string | undefined>;

interface World {
  fetch: typeof fetch;
  clock?: Clock;
}

const LOCAL = /^https?:\/\/(localhost|127\.|\[::1\])/;

/** The variables as the deployment sees them: on Vercel, unless they are those of a local stack. */
function asDeployed(given: Variables, appUrl: string | undefined): Variables {
  const address = appUrl === undefined ? {} : { APP_URL: appUrl, VERCEL_ENV: undefined };
  const variables = { ...given, ...address };
  return LOCAL.test(variables['APP_URL'] ?? '') ? variables : { VERCEL: '1', ...variables };
}

function databaseOf(url: string): Database | null {
  return URL.canParse(url) ? connect({ url, applicationName: 'unstuck-doctor', timeoutMs: 10_000 }) : null;
}

/** What answers at the address, if it is not the service. */
async function atTheDoor({ facts }: HealthDeps, { fetch }: World): Promise<Finding[]> {
  if (!facts.appUrl) return [];
  const bypass = facts.protectionBypass ?? undefined;
  const answer = await askHealth({ fetch, url: facts.appUrl, key: undefined, bypass });
  return 'parts' in answer ? [] : [answer];
}

async function tablesOf(url: string, findings: readonly Finding[]): Promise<Finding[]> {
  const isReadable = findings.every(({ part }) => part !== 'database' && part !== 'schema');
  return isReadable && URL.canParse(url) ? tableFindings(url) : [];
}

/** The door is looked at only where the probe has nothing to say of it. */
async function withDoor(deps: HealthDeps, probed: Probed, world: World): Promise<Finding[]> {
  if (probed.cameBackInMs !== null) return [];
  const found = await atTheDoor(deps, world);
  return found.filter(({ code }) => probed.findings.every((each) => each.code !== code));
}

/** Everything that health checks. */
export async function checked(deps: HealthDeps): Promise<Finding[]> {
  const rows = inTime(deps, keyRowsOf(deps), 'unknown');
  return besideKeyRows(await runChecks(CHECKS, lookWith(deps)), await rows);
}

/** Everything that health checks, with a deployment's variables, and a probe from here through the queue and back. */
export async function diagnoseByVariables(
  given: Variables,
  appUrl: string | undefined,
  world: World,
): Promise<Diagnosis> {
  const loaded = loadConfig(asDeployed(given, appUrl));
  const { databaseUrl } = loaded.config.secrets;
  const deps = healthDeps(loaded, {
    clock: world.clock ?? systemClock,
    log: silentLog,
    hush: hushOf(loaded.config),
    client: queueClient(loaded.config),
    db: databaseOf(databaseUrl),
  });
  const probed = await sendProbe(deps);
  const found = await checked(deps);
  // A probe that was sent has proved it, or says better why not.
  const wasSent = probed.cameBackInMs !== null || probed.findings.length > 0;
  const known = wasSent ? found.filter(({ code }) => code !== UNPROVEN) : found;
  const others = [...(await tablesOf(databaseUrl, known)), ...(await withDoor(deps, probed, world))];
  return {
    target: loaded.config.appUrl || 'the variables',
    cameBackInMs: probed.cameBackInMs,
    findings: distinct([...known, ...probed.findings, ...others]),
  };
}
