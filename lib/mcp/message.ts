import { isUtf8 } from 'node:buffer';
import { JsonTooComplex, parseBounded } from '../core/bounded-json.ts';

const BOUNDS = { depth: 32, values: 50_000 };
const [PARSE_ERROR, INVALID_REQUEST] = [-32_700, -32_600];

interface RpcError {
  code: number;
  message: string;
}

/** @param id of the message, if it could be read. */
export function rpcError(status: number, error: RpcError, id: string | number | null = null): Response {
  return Response.json({ jsonrpc: '2.0', id, error }, { status });
}

const unreadable = (message: string): Response => rpcError(400, { code: PARSE_ERROR, message });
const invalid = (message: string): Response => rpcError(400, { code: INVALID_REQUEST, message });

function parsed(bytes: Uint8Array): { message: unknown } | { refused: Response } {
  if (!isUtf8(bytes)) return { refused: unreadable('The body is not UTF-8.') };
  try {
    return { message: parseBounded(Buffer.from(bytes).toString(), BOUNDS) };
  } catch (error) {
    if (error instanceof JsonTooComplex)
      return { refused: invalid(`The body is not read. ${error.message}`) };
    if (error instanceof SyntaxError) return { refused: unreadable('The body is not valid JSON.') };
    throw error;
  }
}

/** The one message of a body, or why it is not read. Batches left the protocol with its version 2025-06-18. */
export function messageIn(bytes: Uint8Array): { message: unknown } | { refused: Response } {
  const read = parsed(bytes);
  if ('refused' in read || !Array.isArray(read.message)) return read;
  return { refused: invalid('Send one message in a request, not a list of them.') };
}
