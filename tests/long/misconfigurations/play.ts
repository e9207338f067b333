import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { diagnoseByVariables } from '../../../dev/doctor/by-variables.ts';
import { type Deployment, startDeployment } from '../../support/deployment.ts';
import { startReceiver, verified } from '../../support/receiver.ts';
import type { Fate, Row } from './row.ts';

const findingSchema = z.object({
  severity: z.enum(['broken', 'degraded']),
  code: z.string(),
  what: z.string(),
  why: z.string(),
  remedy: z.string(),
  variable: z.string().optional(),
});
export type Found = z.infer<typeof findingSchema>;

const healthSchema = z.object({
  status: z.string(),
  findings: z.array(findingSchema),
});
const problemSchema = z.object({ code: z.string(), detail: z.string() });
const jobSchema = z.object({
  id: z.string(),
  status: z.string(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type Job = z.infer<typeof jobSchema>;

/** What became of a new job, and what its receiver was told. */
export interface Outcome {
  fate: Fate;
  /** Of a refusal. */
  detail?: string;
  job?: Job;
  told: string[];
}

export interface Played {
  status: string;
  findings: Found[];
  outcome: Outcome;
}

/** How much later than its deadline a job is looked at. */
const LATER_MS = 1_000;

async function lookedAt(deployment: Deployment, id: string, deadlineSeconds: number): Promise<Job> {
  const until = Date.now() + deadlineSeconds * 1_000 + LATER_MS;
  for (;;) {
    await sleep(Math.min(200, Math.max(0, until - Date.now())));
    const job = jobSchema.parse(await (await deployment.call('GET', `/api/v1/jobs/${id}`)).json());
    if (!['queued', 'processing'].includes(job.status)) return job;
    if (Date.now() >= until) throw new Error(`${id} is ${job.status} after its deadline`);
  }
}

/** Asks for a job of one symbol, and looks at what becomes of it. */
export async function jobOf(deployment: Deployment, deadlineSeconds: number): Promise<Outcome> {
  const receiver = await startReceiver();
  try {
    const response = await deployment.call('POST', '/api/v1/jobs', {
      kind: 'stocks',
      input: { symbols: ['SIM0'] },
      deadline_seconds: deadlineSeconds,
      ...(deployment.env['WEBHOOK_ALLOW_LOCAL'] ? { callback_url: receiver.url } : {}),
    });
    if (response.status === 503) {
      const { code, detail } = problemSchema.parse(await response.json());
      return { fate: { refused: code }, detail, told: [] };
    }
    if (response.status !== 202) throw new Error(`${response.status}: ${await response.text()}`);
    const { id } = jobSchema.parse(await response.json());
    const job = await lookedAt(deployment, id, deadlineSeconds);
    const events = deployment.env['WEBHOOK_ALLOW_LOCAL'] ? await receiver.arrived(1) : [];
    const told = events.map((event) => verified(event).type);
    return { fate: job.status === 'completed' ? 'works' : 'ends', job, told };
  } finally {
    await receiver.stop();
  }
}

/** What is found by health and by the doctor alike. */
async function foundBy(deployment: Deployment) {
  const response = await deployment.call('GET', '/api/v1/health?fresh=true');
  const health = healthSchema.parse(await response.json());
  const { findings } = await diagnoseByVariables(deployment.env, undefined, { fetch });
  const codes = new Set(findings.map(({ code, variable }) => `${code} ${variable}`));
  return {
    ...health,
    findings: health.findings.filter((each) => codes.has(`${each.code} ${each.variable}`)),
  };
}

/** Plays a row on the built functions. */
export async function play(row: Row): Promise<Played> {
  const deployment = await startDeployment(row);
  try {
    const { status, findings } = await foundBy(deployment);
    // A job that works must have the time that a cold function takes.
    const outcome = await jobOf(deployment, row.job === 'works' ? 60 : 1);
    return { status, findings, outcome };
  } finally {
    await deployment.stop();
  }
}
