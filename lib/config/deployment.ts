import { appUrl, platformHost } from './addresses.ts';
import { type ApiKey, apiKeys } from './api-keys.ts';
import type { Gathered } from './gathered.ts';
import { misspelt } from './names.ts';
import { bypassSecret, cronSecret } from './secrets.ts';
import { flag } from './words.ts';

const SETTINGS = 'Settings → Environment Variables in Vercel';

/** A preview is called back at its own address, production at APP_URL. Empty only if that is a problem. */
export function readAppUrl(gathered: Gathered): string {
  const { read, variables, lacking } = gathered;
  const host = variables['VERCEL_ENV'] === 'preview' ? read('VERCEL_URL', platformHost) : undefined;
  if (host !== undefined) return `https://${host}`;
  const given = read('APP_URL', appUrl);
  if (given === undefined) {
    const production = read('VERCEL_PROJECT_PRODUCTION_URL', platformHost);
    const address = production === undefined ? 'the production address' : `https://${production}`;
    lacking('APP_URL', `Set it to ${address} under ${SETTINGS} and redeploy.`);
  }
  return given ?? '';
}

/** Empty closes access on Vercel. */
export function readApiKeys({ read, lacking, onVercel }: Gathered): ApiKey[] {
  const keys = read('API_KEYS', apiKeys);
  if (keys === undefined && onVercel) {
    const random = "node -p \"'uk_' + require('node:crypto').randomBytes(32).toString('base64url')\"";
    const why = ': access stays closed';
    lacking(
      'API_KEYS',
      `Make a key with \`${random}\`, set owner:uk_… under ${SETTINGS} and redeploy. Or make one in the database: \`npm run keys -- create OWNER NAME\`.`,
      'degraded',
      why,
    );
  }
  return keys ?? [];
}

/** Null keeps the cron out. Previews have no cron. */
export function readCronSecret({ read, lacking, onVercel, variables }: Gathered): string | null {
  const secret = read('CRON_SECRET', cronSecret, undefined, 'degraded');
  if (secret === undefined && onVercel && variables['VERCEL_ENV'] !== 'preview') {
    const why = ': expired data are not deleted';
    const remedy = `Set it to what \`openssl rand -hex 32\` prints, under ${SETTINGS}, and redeploy.`;
    lacking('CRON_SECRET', remedy, 'degraded', why);
  }
  return secret ?? null;
}

/** What lets the queue pass Vercel's protection; null if there is none. */
export function readBypass({ read, note, variables }: Gathered): string | null {
  const name = 'VERCEL_AUTOMATION_BYPASS_SECRET';
  const secret = read(name, bypassSecret);
  if (secret === undefined && variables['VERCEL_ENV'] === 'preview') {
    note(name, 'is not set: while previews are protected, Vercel keeps the queue out of this one');
  }
  return secret ?? null;
}

/** On Vercel it would let anybody sign, whatever the keys are. */
export function refuseDevMode({ read, problem, onVercel }: Gathered): void {
  if (!onVercel || read('QSTASH_DEV', flag) !== true) return;
  problem({
    name: 'QSTASH_DEV',
    reason: 'must not be set on Vercel: it accepts signatures with a public key',
    remedy: `Delete it under ${SETTINGS} and redeploy.`,
    severity: 'broken',
  });
}

const ALLOWS_LOCAL = {
  WEBHOOK_ALLOW_LOCAL: 'callbacks',
  SOCIAL_ALLOW_LOCAL: 'profile requests',
  SOURCE_ALLOW_LOCAL: 'requests for documents',
};

/** Whether internal addresses may be asked: never on Vercel. */
export function readAllowLocal(
  { read, problem, onVercel }: Gathered,
  name: keyof typeof ALLOWS_LOCAL,
): boolean {
  const allowed = read(name, flag) ?? false;
  if (allowed && onVercel) {
    problem({
      name,
      reason: `must not be set on Vercel: it lets ${ALLOWS_LOCAL[name]} reach internal addresses`,
      remedy: `Delete it under ${SETTINGS} and redeploy.`,
      severity: 'broken',
    });
  }
  return allowed && !onVercel;
}

/** Variables that are like one of ours which is not set. */
export function tellMisspelt({ variables, problems, problem, note, onVercel }: Gathered): void {
  const told = new Set(problems.map(({ name }) => name));
  for (const name of Object.keys(variables)) {
    const meant = variables[name] ? misspelt(name) : null;
    if (meant === null || variables[meant] || told.has(meant)) continue;
    const reason = `is not read, and ${meant}, which is like it, is not set`;
    if (!onVercel) note(name, reason);
    else problem({ name, reason, remedy: `Rename it to ${meant}, or delete it.`, severity: 'degraded' });
  }
}
