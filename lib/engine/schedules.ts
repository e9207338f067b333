import { type Client, QstashError } from '@upstash/qstash';
import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { CALL_POLICY, withRetries } from '../core/retry.ts';
import { before, NotAccepted, type PublisherDeps } from './outgoing.ts';
import { queueUnavailable } from './queue-unavailable.ts';

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

/** QStash schedules. Any other QStash error becomes Refusal `queue_unavailable`. */
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

const statusOf = (error: unknown): number => (error instanceof QstashError ? (error.status ?? 0) : 0);
const isFinal = (error: unknown): boolean => [400, 404, 412].includes(statusOf(error));

async function call<T>(deps: PublisherDeps, work: () => Promise<T>): Promise<T> {
  const { publishTimeoutMs } = deps.settings;
  const policy = { ...CALL_POLICY, budgetMs: publishTimeoutMs / 2 };
  const passes = (error: unknown) => !(error instanceof NotAccepted) && !isFinal(error);
  const once = () => before(work(), publishTimeoutMs, deps.clock);
  try {
    return await before(withRetries(once, passes, { ...deps, policy }), publishTimeoutMs, deps.clock);
  } catch (error) {
    if (isFinal(error)) throw error;
    throw queueUnavailable('The queue did not answer.', error);
  }
}

/** Resolves to `otherwise` on a 404. */
async function unlessAbsent<T>(work: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (statusOf(error) === 404) return otherwise;
    throw error;
  }
}

function refusalOf(error: unknown): unknown {
  const reason = error instanceof Error ? error.message : String(error);
  if (statusOf(error) === 412) {
    const message = `The queue accepts no more schedules: ${reason}. The operator can delete some or upgrade the plan.`;
    return new Refusal('schedule_limit_reached', message, { cause: error });
  }
  if (statusOf(error) !== 400) return error;
  const faults = [{ path: 'cron', code: 'refused_by_queue', message: `The queue refused it: ${reason}` }];
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
      const request = {
        scheduleId: id,
        destination: `${appUrl}/api/process`,
        cron: `CRON_TZ=${timezone} ${cron}`,
        body,
        ...delivery,
        timeout: Math.ceil(functionMaxMs / 1000),
        label,
      };
      try {
        await call(deps, () => schedules.create(request));
      } catch (error) {
        throw refusalOf(error);
      }
    },
    async get(id) {
      const found: unknown = await unlessAbsent(
        call<unknown>(deps, () => schedules.get(id)),
        null,
      );
      if (found === null) return null;
      const { cron, body, isPaused, nextScheduleTime } = scheduleSchema.parse(found);
      return { ...split(cron), body, paused: isPaused, nextAt: nextScheduleTime ?? null };
    },
    remove: (id) =>
      unlessAbsent(
        call(deps, async () => {
          await schedules.delete(id);
          return true;
        }),
        false,
      ),
  };
}
