import { validateHeaderName, validateHeaderValue } from 'node:http';
import { ApiError } from './api-error.ts';
import { parseDuration } from './durations.ts';
import { type FlowSpec, type Header, type Method, methodSchema, type Redact } from './message.ts';
import { compileRetryDelay } from './retry-delay.ts';

/** Request headers by lower-case name. */
export type HeaderBag = ReadonlyMap<string, string>;

const WEEK_MS = 7 * 86_400_000;

/** `upstash-retry-delay` → `Upstash-Retry-Delay`. */
export function canonicalName(name: string): string {
  return name.toLowerCase().replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}

export function badHeader(name: string, reason: string): ApiError {
  return new ApiError(400, `${canonicalName(name)}: ${reason}`);
}

/** Parses a header; undefined if absent. If `parse` returns null, responds 400 with the expected form. */
function read<T>(
  bag: HeaderBag,
  name: string,
  wanted: string,
  parse: (value: string) => T | null,
): T | undefined {
  const value = bag.get(name)?.trim();
  if (value === undefined) return undefined;
  const parsed = parse(value);
  if (parsed === null) throw badHeader(name, `"${value}" is not ${wanted}`);
  return parsed;
}

export function readInteger(bag: HeaderBag, name: string): number | undefined {
  return read(bag, name, 'a whole number of 0 or more', (value) =>
    /^\d{1,15}$/.test(value) ? Number(value) : null,
  );
}

export function readDuration(bag: HeaderBag, name: string): number | undefined {
  return read(bag, name, 'a duration such as 50s or 1d10h30m', parseDuration);
}

export function readMethod(bag: HeaderBag, name: string): Method {
  const parse = (value: string) => methodSchema.safeParse(value.toUpperCase()).data ?? null;
  return read(bag, name, 'one of GET, POST, PUT, PATCH, DELETE', parse) ?? 'POST';
}

export function readBoolean(bag: HeaderBag, name: string): boolean {
  const parse = (value: string) => (value === 'true' ? true : value === 'false' ? false : null);
  return read(bag, name, 'true or false', parse) ?? false;
}

/** The expression as written; 400 with the parser's error if invalid. */
export function readRetryDelay(bag: HeaderBag, name: string): string | null {
  const expression = bag.get(name);
  if (expression === undefined) return null;
  try {
    compileRetryDelay(expression);
  } catch (error) {
    throw badHeader(name, error instanceof Error ? error.message : String(error));
  }
  return expression;
}

export function isHttpUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

export function readUrl(bag: HeaderBag, name: string): string | undefined {
  return read(bag, name, 'a URL that begins with http:// or https://', (value) =>
    isHttpUrl(value) ? value : null,
  );
}

export function readLabels(bag: HeaderBag): string[] {
  const labels = (bag.get('upstash-label') ?? '').split(',').map((label) => label.trim());
  return labels.filter((label) => label !== '');
}

/** One `name=value` limit; null if invalid. */
function parseFlowLimit(part: string): Partial<FlowSpec> | null {
  const [, name = '', value = ''] = part.match(/^\s*(\w+)\s*=\s*(\S+)\s*$/) ?? [];
  const number = /^[1-9]\d{0,8}$/.test(value) ? Number(value) : null;
  const periodMs = parseDuration(value) ?? 0;
  switch (name.toLowerCase()) {
    case 'parallelism':
      return number === null ? null : { parallelism: number };
    case 'rate':
      return number === null ? null : { rate: number };
    case 'period':
      return periodMs > 0 && periodMs <= WEEK_MS ? { periodMs } : null;
    default:
      return null;
  }
}

/** Parses `parallelism=2, rate=10, period=1m`; ignores spaces and case. */
function parseFlowLimits(text: string): Omit<FlowSpec, 'key'> | null {
  let limits: Omit<FlowSpec, 'key'> = { parallelism: null, rate: null, periodMs: 1_000 };
  for (const part of text.split(',')) {
    const limit = parseFlowLimit(part);
    if (limit === null) return null;
    limits = { ...limits, ...limit };
  }
  return limits.parallelism === null && limits.rate === null ? null : limits;
}

export function readFlow(bag: HeaderBag): FlowSpec | null {
  const [keyName, valueName] = ['upstash-flow-control-key', 'upstash-flow-control-value'];
  const key = bag.get(keyName)?.trim() ?? '';
  const limits = read(
    bag,
    valueName,
    'of the form parallelism=2, rate=10, period=1m with a parallelism or a rate',
    parseFlowLimits,
  );
  if (key !== '' && limits === undefined)
    throw badHeader(valueName, 'wanted beside Upstash-Flow-Control-Key');
  if (key === '' && limits !== undefined)
    throw badHeader(keyName, 'wanted beside Upstash-Flow-Control-Value');
  return limits === undefined ? null : { key, ...limits };
}

/** Parses `body, header[authorization]`; `header` (the SDK) and `headers` (the API) mean all headers. */
export function readRedact(bag: HeaderBag): Redact {
  const redact: Redact = { body: false, allHeaders: false, headers: [] };
  const fields = bag.get('upstash-redact-fields')?.split(',') ?? [];
  for (const field of fields.map((part) => part.trim())) {
    const name = field.match(/^header\[([^\]]+)\]$/i)?.[1];
    if (field === 'body') redact.body = true;
    else if (field === 'header' || field === 'headers') redact.allHeaders = true;
    else if (name !== undefined) redact.headers.push(canonicalName(name));
    else throw badHeader('upstash-redact-fields', `"${field}" is not body, headers or header[name]`);
  }
  return redact;
}

/** Headers `prefix` + X, as X; 400 if one cannot be sent. */
export function readForwarded(bag: HeaderBag, prefix: string): Header[] {
  const forwarded: Header[] = [];
  for (const [name, value] of bag) {
    if (!name.startsWith(prefix)) continue;
    const bare = name.slice(prefix.length);
    try {
      validateHeaderName(bare);
      validateHeaderValue(bare, value);
    } catch {
      throw badHeader(name, 'not a valid HTTP header');
    }
    forwarded.push([canonicalName(bare), value]);
  }
  return forwarded;
}
