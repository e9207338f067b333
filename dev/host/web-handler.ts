const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE', 'PATCH'] as const;

export type WebHandler = (request: Request) => Promise<Response>;
type Export = (request: Request) => unknown;

/**
 * Calls a module's exports as Vercel does: named exports (`GET`, `POST`, …) take precedence over `export default {
 * fetch }`. A method without a handler is 405; `HEAD` does not fall back to `GET`.
 * @throws TypeError if the module exports neither.
 */
export function webHandler(module: object): WebHandler {
  const byMethod = new Map<string, Export>();
  const fetchAll = memberFunction(member(module, 'default'), 'fetch');
  for (const method of METHODS) {
    const handler = memberFunction(module, method) ?? fetchAll;
    if (handler) byMethod.set(method, handler);
  }
  if (byMethod.size === 0) {
    throw new TypeError('The module exports no web handler: neither GET, POST, … nor default { fetch }.');
  }
  const allow = [...byMethod.keys()].join(', ');
  return async (request) => {
    const handler = byMethod.get(request.method);
    if (!handler) return new Response(null, { status: 405, headers: { allow } });
    const response = await handler(request);
    if (response instanceof Response) return response;
    throw new TypeError(`The ${request.method} handler returned no Response.`);
  };
}

function member(value: unknown, name: string): unknown {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isObject ? Reflect.get(value, name) : undefined;
}

function memberFunction(value: unknown, name: string): Export | undefined {
  const found = member(value, name);
  return typeof found === 'function' ? (request) => Reflect.apply(found, value, [request]) : undefined;
}
