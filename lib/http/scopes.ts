import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Scope } from '../access/scopes.ts';
import { Refusal } from '../core/errors.ts';
import type { Endpoint } from './endpoint.ts';
import type { HttpEnv, HttpRequest } from './env.ts';

/** What a key needs for an operation; null: nothing. */
export function scopeOf({ route, scope }: Pick<Endpoint, 'route' | 'scope'>): Scope | null {
  if (scope !== undefined) return scope;
  return route.method === 'get' ? 'read' : 'write';
}

/** @throws Refusal `scope_missing`. */
export function mustHave(c: HttpRequest, scope: Scope): void {
  const { name, scopes } = c.get('key');
  if (scopes.includes(scope)) return;
  throw new Refusal(
    'scope_missing',
    `This needs the scope ${scope}, and the key ${name} has only ${scopes.join(' and ')}.`,
  );
}

/** Of what is named by an id, whoever has only a link is not told whether there is any. */
function beyondLink(c: HttpRequest): Refusal {
  if (c.req.param('id') !== undefined) return new Refusal('not_found', `There is no ${c.req.path}.`);
  return new Refusal('scope_missing', 'A link shows its job and nothing else. Send an API key.');
}

/** Lets in only who may use this operation: by the scopes of its key, or by a link to its job. */
export function scopeCheck(endpoint: Endpoint): MiddlewareHandler<HttpEnv> {
  const scope = scopeOf(endpoint);
  return createMiddleware<HttpEnv>((c, next) => {
    const sharedJob = c.get('sharedJob');
    if (sharedJob !== null && !(endpoint.shared && c.req.param('id') === sharedJob)) throw beyondLink(c);
    if (scope !== null && sharedJob === null) mustHave(c, scope);
    return next();
  });
}
