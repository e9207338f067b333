import { createMiddleware } from 'hono/factory';
import { JsonTooComplex, parseBounded, REQUEST_BOUNDS } from '../../core/bounded-json.ts';
import type { HttpEnv } from '../../http/route.ts';
import { formFields, isForm, malformedForm, refuseNul } from '../../http/route.ts';

/** Parses JSON; returns other text as is, for the schema to reject. */
function parsed(text: string): unknown {
  try {
    return parseBounded(text, REQUEST_BOUNDS);
  } catch (error) {
    if (error instanceof JsonTooComplex)
      throw malformedForm(`The field "posts" is not read. ${error.message}`);
    throw malformedForm('The field "posts" is not valid JSON.');
  }
}

/** Converts a form field, which is text or a file, to its JSON value. */
function meaningOf(name: string, text: string): unknown {
  if (name === 'posts') return parsed(text);
  if (name === 'max_posts' && /^\d{1,9}$/.test(text)) return Number(text);
  return text;
}

/** Converts a form to a JSON body; empty fields count as omitted. */
async function bodyOf(request: Request): Promise<Record<string, unknown>> {
  const body = new Map<string, unknown>();
  for (const [name, value] of await formFields(request)) {
    const text = typeof value === 'string' ? value : await value.text();
    if (text !== '') body.set(name, meaningOf(name, text));
  }
  const fields = Object.fromEntries(body);
  refuseNul(fields);
  return fields;
}

/** Converts a form request to JSON, so that one schema validates both. @throws Refusal `malformed_form`, `invalid_input`. */
export const formAsJson = createMiddleware<HttpEnv>(async (c, next) => {
  if (isForm(c.req.header('Content-Type'))) {
    const { url, method, signal } = c.req.raw;
    const headers = new Headers(c.req.raw.headers);
    headers.set('Content-Type', 'application/json');
    headers.delete('Content-Length');
    const body = JSON.stringify(await bodyOf(c.req.raw));
    c.req.raw = new Request(url, { method, headers, body, signal });
  }
  await next();
});
