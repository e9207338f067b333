import { createMiddleware } from 'hono/factory';
import type { HttpEnv } from '../../http/route.ts';
import { formFields, isForm, malformedForm } from '../../http/route.ts';

/** JSON where the text is some, else the text: its schema says what is wrong with it. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformedForm('The field "posts" is not valid JSON.');
  }
}

/** What a field of a form means in JSON: a form has only text and files. */
function meaningOf(name: string, text: string): unknown {
  if (name === 'posts') return parsed(text);
  if (name === 'max_posts' && /^\d{1,9}$/.test(text)) return Number(text);
  return text;
}

/** The fields of a form as the body that is sent as JSON; an empty field is one left out. */
async function bodyOf(request: Request): Promise<Record<string, unknown>> {
  const body = new Map<string, unknown>();
  for (const [name, value] of await formFields(request)) {
    const text = typeof value === 'string' ? value : await value.text();
    if (text !== '') body.set(name, meaningOf(name, text));
  }
  return Object.fromEntries(body);
}

/** Turns a form into the same request in JSON, so that one schema checks both. @throws Refusal `malformed_form`. */
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
