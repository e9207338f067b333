import { expect, test } from 'vitest';
import { webHandler } from '../../../dev/host/web-handler.ts';

const at = (method: string) => new Request('http://localhost/api/x', { method });
const named = (name: string) => () => new Response(name);

test('named exports answer their methods; another method is 405 with Allow', async () => {
  const handler = webHandler({ GET: named('get'), POST: named('post') });
  expect(await (await handler(at('POST'))).text()).toBe('post');
  const refused = await handler(at('DELETE'));
  expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, POST']);
});

test('HEAD does not fall back to GET, as on Vercel', async () => {
  expect((await webHandler({ GET: named('get') })(at('HEAD'))).status).toBe(405);
});

test('default { fetch } answers every method but those with an export of their own', async () => {
  const handler = webHandler({ default: { fetch: named('fetch') }, PUT: named('put') });
  expect(await (await handler(at('PATCH'))).text()).toBe('fetch');
  expect(await (await handler(at('PUT'))).text()).toBe('put');
});

test('fetch keeps its object', async () => {
  class App {
    name = 'app';
    fetch() {
      return new Response(this.name);
    }
  }
  expect(await (await webHandler({ default: new App() })(at('GET'))).text()).toBe('app');
});

test.each([[{}], [{ default: () => new Response() }], [{ GET: 'text' }]])(
  'a module without web handlers is refused',
  (module) => {
    expect(() => webHandler(module)).toThrow(TypeError);
  },
);

test('a handler that returns no Response is an error', async () => {
  await expect(webHandler({ GET: () => undefined })(at('GET'))).rejects.toThrow('returned no Response');
});
