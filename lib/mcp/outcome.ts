import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { Refusal } from '../core/errors.ts';
import { ApiProblem } from './api.ts';
import type { Answer } from './tool.ts';

/** An answer as text and as data. */
function told(answer: Answer): CallToolResult {
  return { content: [{ type: 'text', text: JSON.stringify(answer) }], structuredContent: { ...answer } };
}

/** What was refused and what to do, for the model to read. */
function refused({
  code,
  detail,
  errors,
  request_id,
}: Omit<ApiProblem['problem'], 'status'>): CallToolResult {
  const error = { code, detail, ...(errors ? { errors } : {}), ...(request_id ? { request_id } : {}) };
  return { ...told({ error }), isError: true };
}

/** Runs what answers a call. @throws anything but a refusal. */
export async function outcomeOf(run: () => Promise<Answer>): Promise<CallToolResult> {
  try {
    return told(await run());
  } catch (error) {
    if (error instanceof ApiProblem) return refused(error.problem);
    if (!(error instanceof Refusal)) throw error;
    const { code, message: detail, faults: errors } = error;
    return refused({ code, detail, errors, request_id: '' });
  }
}
