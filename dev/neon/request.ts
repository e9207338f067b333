import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { z } from 'zod';
import { ProxyError } from './errors.ts';

/** Neon's default limit for requests and responses. */
export const MAX_BYTES = 10 * 1024 * 1024;

/** User and database to connect to; host and port are configured in the proxy. */
export interface Target {
  user: string;
  password: string;
  database: string;
  applicationName: string | undefined;
}

export interface SqlStatement {
  query: string;
  /** As received: the driver sends text or null, and `\x…` for bytes. */
  params: unknown[];
  arrayMode?: boolean | undefined;
}

export interface SqlRequest {
  statements: SqlStatement[];
  /** Undefined for a single statement outside a transaction. */
  transaction: TransactionMode | undefined;
  arrayMode: boolean;
}

export interface TransactionMode {
  isolationLevel: keyof typeof isolationLevels | undefined;
  readOnly: boolean;
  deferrable: boolean;
}

export const isolationLevels = {
  ReadUncommitted: 'read uncommitted',
  ReadCommitted: 'read committed',
  RepeatableRead: 'repeatable read',
  Serializable: 'serializable',
} as const;

const statement = z.object({
  query: z.string(),
  params: z.array(z.unknown()).default([]),
  arrayMode: z
    .boolean()
    .nullish()
    .transform((mode) => mode ?? undefined),
});

const payload = z.union([statement, z.object({ queries: z.array(statement) })]);

/** @throws ProxyError 400 if the header is missing or not `postgresql://user:password@host/database`. */
export function readTarget(headers: IncomingHttpHeaders): Target {
  const header = headers['neon-connection-string'];
  if (typeof header !== 'string') throw new ProxyError(400, 'invalid header: neon-connection-string');
  if (!URL.canParse(header))
    throw new ProxyError(400, 'invalid connection string: relative URL without a base');
  const url = new URL(header);
  if (url.protocol !== 'postgresql:' && url.protocol !== 'postgres:')
    throw new ProxyError(400, 'incorrect scheme');
  const target = {
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    applicationName: url.searchParams.get('application_name') ?? undefined,
  };
  if (!target.database) throw new ProxyError(400, 'missing database name');
  if (!target.user) throw new ProxyError(400, 'missing username');
  if (!target.password) throw new ProxyError(400, 'missing authentication credentials: required password');
  return target;
}

/**
 * Reads the headers and body of `POST /sql`.
 * @throws ProxyError 400 if malformed, 413 if the body exceeds 10 MiB.
 */
export async function readSqlRequest(request: IncomingMessage): Promise<SqlRequest> {
  const { headers } = request;
  const body = await readBody(request);
  if (headers['neon-raw-text-output'] !== 'true') {
    throw new ProxyError(400, 'this local endpoint only returns raw text: send Neon-Raw-Text-Output: true');
  }
  const transaction = readTransactionMode(headers);
  const read = parsePayload(body);
  const arrayMode = headers['neon-array-mode'] === 'true';
  if ('queries' in read) return { statements: read.queries, transaction, arrayMode };
  return { statements: [read], transaction: undefined, arrayMode };
}

/** Reads an oversized body to its end, so that the client receives the error. */
async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= MAX_BYTES) chunks.push(chunk);
  }
  if (bytes > MAX_BYTES) throw new ProxyError(413, `request is too large (max is ${MAX_BYTES} bytes)`);
  return Buffer.concat(chunks).toString('utf8');
}

function parsePayload(body: string): z.output<typeof payload> {
  try {
    return payload.parse(JSON.parse(body));
  } catch (cause) {
    throw new ProxyError(400, `could not parse the HTTP request body: ${cause}`, { cause });
  }
}

function readTransactionMode(headers: IncomingHttpHeaders): TransactionMode {
  const level = headers['neon-batch-isolation-level'];
  if (level !== undefined && !isIsolationLevel(level)) throw new ProxyError(400, 'invalid isolation level');
  return {
    isolationLevel: level,
    readOnly: headers['neon-batch-read-only'] === 'true',
    deferrable: headers['neon-batch-deferrable'] === 'true',
  };
}

function isIsolationLevel(level: unknown): level is keyof typeof isolationLevels {
  return typeof level === 'string' && Object.hasOwn(isolationLevels, level);
}
