import { ApiError } from './api-error.ts';

/** The fields bulk requests can filter by. */
export interface Filterable {
  messageId: string;
  url: string;
  labels: string[];
  flowControlKey: string | null;
  scheduleId: string | null;
  callerIp: string;
  /** Compared with fromDate and toDate, Unix milliseconds. */
  at: number;
  responseStatus?: number;
}

type Values = (item: Filterable) => string[];

const none: Values = () => [];
const callerIp: Values = (item) => [item.callerIp];

const VALUES: Record<string, Values> = {
  messageId: (item) => [item.messageId],
  url: (item) => [item.url],
  host: (item) => [new URL(item.url).host, new URL(item.url).hostname],
  path: (item) => [new URL(item.url).pathname],
  label: (item) => item.labels,
  flowControlKey: (item) => (item.flowControlKey === null ? [] : [item.flowControlKey]),
  callerIp,
  callerIP: callerIp,
  responseStatus: (item) => (item.responseStatus === undefined ? [] : [String(item.responseStatus)]),
  topicName: none,
  queueName: none,
  scheduleId: (item) => (item.scheduleId === null ? [] : [item.scheduleId]),
};

const EVERYWHERE = [
  'url',
  'label',
  'flowControlKey',
  'callerIp',
  'callerIP',
  'topicName',
  'queueName',
  'scheduleId',
];
export const CANCEL_FILTERS = [...EVERYWHERE, 'host', 'path'];
export const DLQ_FILTERS = [...EVERYWHERE, 'messageId', 'responseStatus'];

/** A parameter's values, repeated or separated by commas. */
export function listOf(query: URLSearchParams, name: string): string[] | undefined {
  if (!query.has(name)) return undefined;
  return query.getAll(name).flatMap((value) => value.split(','));
}

/** An integer within bounds. @throws ApiError 400 */
export function integerOf(
  query: URLSearchParams,
  name: string,
  min: number,
  max: number,
): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new ApiError(400, `${name}: "${text}" is not a whole number from ${min} to ${max}`);
}

/**
 * Parses filters: values of one are alternatives, all filters must match.
 * @param filters names this endpoint supports. @param other parameters that are not filters.
 * @throws ApiError 400 for an unknown name, so that a typo never widens a bulk request.
 */
export function readFilter(
  query: URLSearchParams,
  filters: string[],
  other: string[],
): (item: Filterable) => boolean {
  const dates = { from: integerOf(query, 'fromDate', 0, 1e15), to: integerOf(query, 'toDate', 0, 1e15) };
  const wanted: { values: Values; any: Set<string> }[] = [];
  for (const name of new Set(query.keys())) {
    if (other.includes(name) || name === 'fromDate' || name === 'toDate') continue;
    const values = filters.includes(name) ? VALUES[name] : undefined;
    if (values === undefined) throw new ApiError(400, `unknown parameter ${name}`);
    wanted.push({ values, any: new Set([...query.getAll(name), ...(listOf(query, name) ?? [])]) });
  }
  return (item) =>
    item.at >= (dates.from ?? 0) &&
    item.at <= (dates.to ?? Number.POSITIVE_INFINITY) &&
    wanted.every(({ values, any }) => values(item).some((value) => any.has(value)));
}
