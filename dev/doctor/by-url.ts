import { z } from 'zod';
import { type Finding, PARTS } from '../../lib/core/finding.ts';
import { UNPROVEN } from '../../lib/health/callback.ts';
import { distinct } from '../../lib/health/look.ts';
import { type Diagnosis, findingSchema } from './diagnosis.ts';
import { askHealth, type Caller, call, type HealthAnswer, readBody } from './direct.ts';

const probeSchema = z.object({
  came_back_in_ms: z.number().nullable(),
  findings: z.array(findingSchema),
});
/** A newer deployment may name others. */
const partSchema = z.enum(PARTS).catch('configuration');
const problemSchema = z.object({ code: z.string(), detail: z.string() });

type Probed = Omit<Diagnosis, 'target'>;

/** Why nothing more is told. A key in a row cannot be looked up while the database is away. */
function unknownKey(parts: HealthAnswer['parts'], key: string | undefined): string {
  if (!key) return 'Without an API key it tells only its states.';
  if (parts['database'] !== 'down') return 'The deployment does not know this API key.';
  return 'This API key is not in API_KEYS, and the database, where it may be, does not answer.';
}

/** Without a key there are only states. */
function fromOutside({ parts }: HealthAnswer, key: string | undefined): Finding[] {
  const wrong = Object.entries(parts).filter(([, state]) => state === 'down' || state === 'degraded');
  const noKey: Finding = {
    part: 'access',
    severity: 'degraded',
    code: key ? 'key_refused' : 'key_missing',
    what: unknownKey(parts, key),
    why: 'What is wrong and what to do is for those who have a key, and only they may send a probe.',
    remedy:
      'Give one of the keys in API_KEYS, without the owner before it, or one made by `npm run keys`: --key uk_…. ' +
      'Or use --env-file.',
  };
  const told = wrong.map(
    ([part, state]): Finding => ({
      part: partSchema.parse(part),
      severity: state === 'down' ? 'broken' : 'degraded',
      code: `${part}_${state}`,
      what: `The deployment says of ${part}: ${state}.`,
      why: 'More it tells only to who has a key.',
      remedy: noKey.remedy,
    }),
  );
  return [...told, noKey];
}
async function probe(caller: Caller): Promise<Probed> {
  const answered = await call(caller, 'POST', '/api/v1/health/probe');
  const probed = readBody(probeSchema, answered);
  if (probed) return { cameBackInMs: probed.came_back_in_ms, findings: probed.findings };
  const detail = readBody(problemSchema, answered)?.detail ?? `The answer was ${answered.status}.`;
  const finding: Finding = {
    part: 'callback',
    severity: 'broken',
    code: 'probe_not_sent',
    what: `The deployment could not send a probe. ${detail}`,
    why: 'So nobody knows whether the queue gets through to it.',
    remedy: 'Mend what else is found, and look at the logs of the function.',
  };
  return { cameBackInMs: null, findings: [finding] };
}

/** A deployment's own word about itself, and a probe that it sends. */
export async function diagnoseByUrl(caller: Caller): Promise<Diagnosis> {
  const target = caller.url;
  const answer = await askHealth(caller);
  if (!('parts' in answer)) return { target, cameBackInMs: null, findings: [answer] };
  const { findings, parts } = answer;
  if (!findings) return { target, cameBackInMs: null, findings: fromOutside(answer, caller.key) };
  if (parts['configuration'] === 'down') return { target, cameBackInMs: null, findings };
  const probed = await probe(caller);
  const others = findings.filter(({ code }) => code !== UNPROVEN);
  // Health has sent a probe of its own.
  return { target, cameBackInMs: probed.cameBackInMs, findings: distinct([...others, ...probed.findings]) };
}
