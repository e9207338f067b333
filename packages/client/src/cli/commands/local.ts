import { Unstuck } from '../../unstuck.ts';
import { cloneAt } from '../clone.ts';
import type { Command } from '../command.ts';
import { EXIT, Usage } from '../exit-codes.ts';
import { keep } from '../settings.ts';

export const up: Command = {
  name: 'up',
  about: 'Start the local stack of the clone you are in (npm start).',
  usage: '[--no-demo]',
  words: [0, 0],
  flags: {
    'no-demo': { type: 'boolean', about: 'without the samples' },
    logs: { type: 'boolean', about: 'show the functions’ logs' },
  },
  run: async ({ world, values }) => {
    const clone = await cloneAt(world.cwd);
    if (clone === null) throw new Usage('This folder is in no clone of Unstuck: there is no stack to start.');
    const flags = ['no-demo', 'logs'].filter((name) => values.is(name)).map((name) => `--${name}`);
    return world.run('npm', ['start', ...(flags.length > 0 ? ['--', ...flags] : [])], clone);
  },
};

const OPENERS: Partial<Record<NodeJS.Platform, string>> = { darwin: 'open', win32: 'explorer' };

export const open: Command = {
  name: 'open',
  about: 'Print the page of a job, or of all, and open it in a browser.',
  usage: '[JOB]',
  words: [0, 1],
  flags: { print: { type: 'boolean', about: 'only print it' } },
  run: async ({ world, values, url, words }) => {
    const [id] = words;
    const page = id === undefined ? url : `${url}/jobs/${encodeURIComponent(id)}`;
    world.out(`${page}\n`);
    if (world.isTerminal && !values.is('print')) {
      await world.run(OPENERS[process.platform] ?? 'xdg-open', [page]).catch(() => {
        world.say('No browser could be opened.');
      });
    }
    return EXIT.done;
  },
};

export const login: Command = {
  name: 'login',
  about: 'Keep the address and the key of a deployment for later commands.',
  usage: '[--url URL]',
  words: [0, 0],
  flags: { 'with-key': { type: 'boolean', about: 'read the key from stdin' } },
  run: async ({ world, values, url }) => {
    const asked = async () => {
      if (values.is('with-key')) return (await world.stdin()).trim();
      if (world.ask === null) throw new Usage('Send the key by --with-key on stdin.');
      return world.ask(`Key for ${url}: `, true);
    };
    const key = await asked();
    if (!/^u[ks]_\S+$/.test(key)) throw new Usage('That is no key: one begins with uk_.');
    const own = await new Unstuck({ url, key, patienceMs: world.patienceMs }).call(
      'GET',
      '/api/v1/keys/{id}',
      {
        path: { id: 'self' },
      },
    );
    const file = await keep(world, (kept) => ({ ...kept, url, key }));
    world.say(`${own.owner} (${own.name}: ${own.scopes.join(', ')}) at ${url}, kept in ${file}.`);
    return EXIT.done;
  },
};

export const mcp: Command = {
  name: 'mcp',
  about: 'Print how an agent connects to the service.',
  usage: '',
  words: [0, 0],
  flags: {},
  run: async ({ world, url, key }) => {
    // The key itself stays out of a terminal's history and screen.
    const headers = key === undefined ? {} : { headers: { Authorization: `Bearer \${UNSTUCK_KEY}` } };
    const server = { type: 'http', url: `${url}/mcp`, ...headers };
    world.out(`${JSON.stringify({ mcpServers: { unstuck: server } }, null, 2)}\n`);
    if (key !== undefined) world.say('Put the key into UNSTUCK_KEY where the agent runs.');
    return EXIT.done;
  },
};
