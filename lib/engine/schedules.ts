import type { Client } from '@upstash/qstash';
import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { ask, canAskLess, type PublisherDeps } from './outgoing.ts';
import { NotAccepted, queueRefusal } from './queue-fault.ts';

/** A schedule as stored in QStash. */
export interface QueuedSchedule {
  cron: string;
  timezone: string;
  body: string;
  paused: boolean;
  /** Next run in Unix milliseconds, if QStash reports it. */
  nextAt: number | null;
}

/** `label` is shown in QStash's logs. */
export type NewSchedule = Pick<QueuedSchedule, 'cron' | 'timezone' | 'body'> & {
  label: string;
  /** Replaces the default retries, and drops the failure callback. `retryDelay` is a QStash expression. */
  delivery?: { retries: number; retryDelay: string };
};

/** QStash schedules. Any other refusal of the queue becomes the Refusal of `queueRefusal`. */
export interface ScheduleQueue {
  /** Creates or replaces the schedule. @throws Refusal `invalid_input` at `cron`, `schedule_limit_reached`. */
  put(id: string, schedule: NewSchedule): Promise<void>;
  get(id: string): Promise<QueuedSchedule | null>;
  /** False if there was none. */
  remove(id: string): Promise<boolean>;
}

/** @see https://upstash.com/docs/qstash/api/schedules/get */
const scheduleSchema = z.object({
  cron: z.string(),
  body: z.string().default(''),
  isPaused: z.boolean().default(false),
  nextScheduleTime: z.number().optional(),
});

const statusOf = (error: unknown): number | null =>
  error instanceof NotAccepted ? error.fault.status : null;

const otherwise = (error: unknown) => queueRefusal('The schedule is unchanged.', error);

/** Resolves to `absent` on a 404. */
async function unlessAbsent<T>(work: Promise<T>, absent: T): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (statusOf(error) === 404) return absent;
    throw otherwise(error);
  }
}

function refusalOf(error: unknown): Refusal {
  if (!(error instanceof NotAccepted)) return otherwise(error);
  const { status, objection, words } = error.fault;
  if (status === 412) {
    const message = `The queue accepts no more schedules: ${words}. The operator can delete some or upgrade the plan.`;
    return new Refusal('schedule_limit_reached', message, { cause: error });
  }
  if (status !== 400 || (objection !== 'cron' && objection !== 'other')) return otherwise(error);
  const faults = [{ path: 'cron', code: 'refused_by_queue', message: `The queue refused it: ${words}` }];
  return new Refusal('invalid_input', 'The queue refused cron or timezone.', { cause: error, faults });
}

function split(cron: string): Pick<QueuedSchedule, 'cron' | 'timezone'> {
  const [, timezone = 'UTC', fields = ''] = /^(?:CRON_TZ=(\S+)\s+)?(.*)$/s.exec(cron) ?? [];
  return { cron: fields, timezone };
}

export function createScheduleQueue(deps: PublisherDeps): ScheduleQueue {
  const { client, appUrl, settings } = deps;
  const { webhookRetries, webhookBackoff, functionMaxMs } = settings;
  const { schedules }: Client = client;
  // Retries as long as a webhook: a database outage must not cost a day's analysis.
  const patient = {
    retries: webhookRetries,
    retryDelay: `min(${webhookBackoff.capMs}, ${webhookBackoff.baseMs} * pow(4, retried))`,
    failureCallback: `${appUrl}/api/failed`,
  };
  return {
    async put(id, { cron, timezone, body, label, delivery = patient }) {
      const { atMost, confirm } = deps.plan;
      for (;;) {
        const retries = atMost('retries', delivery.retries);
        const request = {
          scheduleId: id,
          destination: `${appUrl}/api/process`,
          cron: `CRON_TZ=${timezone} ${cron}`,
          body,
          ...delivery,
          retries,
          timeout: Math.ceil(functionMaxMs / 1000),
          label,
        };
        try {
          await ask(deps, () => schedules.create(request));
          return confirm();
        } catch (error) {
          if (error instanceof NotAccepted && canAskLess(deps, error.fault, { retries, delay: 0 })) continue;
          throw refusalOf(error);
        }
      }
    },
    async get(id) {
      const found: unknown = await unlessAbsent(
        ask<unknown>(deps, () => schedules.get(id)),
        null,
      );
      if (found === null) return null;
      const { cron, body, isPaused, nextScheduleTime } = scheduleSchema.parse(found);
      return { ...split(cron), body, paused: isPaused, nextAt: nextScheduleTime ?? null };
    },
    remove: (id) =>
      unlessAbsent(
        ask(deps, async () => {
          await schedules.delete(id);
          return true;
        }),
        false,
      ),
  };
}
