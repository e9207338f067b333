import { sender } from '../../transport.ts';
import type { Command, Invocation } from '../command.ts';
import { EXIT, Usage } from '../exit-codes.ts';
import { table } from '../table.ts';
import { minute } from '../words.ts';

const METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const;

export const api: Command = {
  name: 'api',
  about: 'Any operation of the API, by its method and path.',
  usage: '[METHOD] PATH [--field NAME=VALUE]… [--input FILE|-]',
  words: [1, 2],
  flags: {
    field: { type: 'string', short: 'F', multiple: true, about: 'of the JSON body, as JSON or text' },
    input: { type: 'boolean', about: 'read the body, JSON, from stdin' },
  },
  run: async ({ world, words, values, url, key }) => {
    const [first = '', second] = words;
    const fields = values.list('field') ?? [];
    const named = second === undefined ? (fields.length > 0 || values.is('input') ? 'POST' : 'GET') : first;
    const method = METHODS.find((each) => each === named.toUpperCase());
    if (method === undefined) throw new Usage(`${named} is none of ${METHODS.join(', ')}.`);
    const send = sender({ url, key, patienceMs: world.patienceMs });
    const given = (second ?? first).replace(/^\/?(api(\/v1)?\/)?/, '/api/v1/');
    const json: unknown = values.is('input') ? JSON.parse(await world.stdin()) : bodyOf(fields);
    const text = await send(method, given, { json, signal: world.signal }, (answer) => answer.text());
    if (text !== '') world.out(text.endsWith('\n') ? text : `${text}\n`);
    return EXIT.done;
  },
};

function bodyOf(fields: readonly string[]): Record<string, unknown> | undefined {
  if (fields.length === 0) return undefined;
  return Object.fromEntries(
    fields.map((field) => {
      const [, name, text = ''] = /^([^=]+)=(.*)$/s.exec(field) ?? [];
      if (name === undefined) throw new Usage(`--field takes NAME=VALUE, not ${field}.`);
      try {
        return [name, JSON.parse(text)];
      } catch {
        return [name, text];
      }
    }),
  );
}

export const doctor: Command = {
  name: 'doctor',
  about: 'What is wrong with the service, and what to do.',
  usage: '',
  words: [0, 0],
  flags: {},
  run: async ({ unstuck, world, json, url }) => {
    const health = await unstuck.call('GET', '/api/v1/health', { signal: world.signal });
    if (json) world.out(`${JSON.stringify(health)}\n`);
    else {
      world.out(`${url} is ${health.status}, version ${health.version}.\n`);
      world.out(
        table(Object.entries(health.parts).map(([part, state]) => [part.replaceAll('_', ' '), state])),
      );
      for (const { what, why, remedy } of health.findings ?? [])
        world.out(`\n${what}\n  ${why}\n  ${remedy}\n`);
    }
    return health.status === 'down' ? EXIT.failed : EXIT.done;
  },
};

async function listed({ unstuck, world, json, values }: Invocation): Promise<number> {
  const page = await unstuck.call('GET', '/api/v1/keys', {
    query: { owner: values.text('owner'), limit: 200 },
  });
  if (json) world.out(`${JSON.stringify(page)}\n`);
  else {
    const rows = page.data.map(({ id, owner, name, scopes, expires_at: until, revoked_at: revoked }) => [
      ...[id, owner, name, scopes.join(','), until === null ? null : minute(until)],
      revoked === null ? 'good' : `revoked ${minute(revoked)}`,
    ]);
    world.out(table([['id', 'owner', 'name', 'scopes', 'until', 'state'], ...rows]));
  }
  return EXIT.done;
}

/** A key is told once: it alone goes to stdout. */
function told({ world, json }: Invocation, made: { key: string; id: string | null }): number {
  world.out(json ? `${JSON.stringify(made)}\n` : `${made.key}\n`);
  world.say(`${made.id} is shown this once.`);
  return EXIT.done;
}

const SCOPES = ['read', 'write', 'admin'] as const;

async function created(invocation: Invocation, owner?: string, name?: string): Promise<number> {
  const { unstuck, values } = invocation;
  if (owner === undefined || name === undefined) throw new Usage('unstuck keys create OWNER NAME');
  const days = values.number('days');
  const scopes = values
    .text('scopes')
    ?.split(',')
    .map((given) => {
      const scope = SCOPES.find((each) => each === given);
      if (scope === undefined) throw new Usage(`--scopes takes ${SCOPES.join(', ')}, not ${given}.`);
      return scope;
    });
  const body = {
    ...{ owner, name },
    ...(scopes && { scopes }),
    ...(days !== undefined && { expires_in_seconds: Math.round(days * 86_400) }),
  };
  return told(invocation, await unstuck.call('POST', '/api/v1/keys', { body }));
}

export const keys: Command = {
  name: 'keys',
  about: 'Make, list, rotate and revoke API keys.',
  usage: '[list | create OWNER NAME | rotate ID | revoke ID]',
  words: [0, 3],
  flags: {
    owner: { type: 'string', about: 'list those of one owner' },
    scopes: { type: 'string', about: 'read,write,admin' },
    days: { type: 'string', about: 'until the key expires' },
  },
  run: async (invocation) => {
    const { unstuck, words, world } = invocation;
    const [action = 'list', first, second] = words;
    if (action === 'list') return listed(invocation);
    if (action === 'create') return created(invocation, first, second);
    if (first === undefined) throw new Usage(`unstuck keys ${action} ID`);
    const path = { id: first };
    if (action === 'rotate')
      return told(invocation, await unstuck.call('POST', '/api/v1/keys/{id}/rotate', { path, body: {} }));
    if (action !== 'revoke') throw new Usage(`unstuck keys has no ${action}.`);
    await unstuck.call('DELETE', '/api/v1/keys/{id}', { path });
    world.say(`${first} is revoked.`);
    return EXIT.done;
  },
};
