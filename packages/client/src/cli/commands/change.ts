import type { Job } from '../../shapes.ts';
import type { Command, Invocation } from '../command.ts';
import { EXIT, Usage } from '../exit-codes.ts';
import { BEGINS, beginning, carried } from '../follow.ts';

function shown({ world, json }: Invocation, job: Job): number {
  world.out(json ? `${JSON.stringify(job)}\n` : `${job.id} ${job.status.replaceAll('_', ' ')}\n`);
  return EXIT.done;
}

export const retry: Command = {
  name: 'retry',
  about: 'Run the failed steps of a job again.',
  usage: 'JOB [--all]',
  words: [1, 1],
  flags: { all: { type: 'boolean', about: 'every step, finished ones too' } },
  run: async (invocation) => {
    const [id = ''] = invocation.words;
    return shown(invocation, await invocation.unstuck.job(id).retry({ all: invocation.values.is('all') }));
  },
};

export const cancel: Command = {
  name: 'cancel',
  about: 'Stop a job.',
  usage: 'JOB [--reason WHY]',
  words: [1, 1],
  flags: { reason: { type: 'string', about: 'shown with the job' } },
  run: async (invocation) => {
    const [id = ''] = invocation.words;
    return shown(invocation, await invocation.unstuck.job(id).cancel(invocation.values.text('reason')));
  },
};

export const remove: Command = {
  name: 'delete',
  about: 'Delete a finished job with its results.',
  usage: 'JOB [--yes]',
  words: [1, 1],
  flags: { yes: { type: 'boolean', short: 'y', about: 'do not ask; needed without a terminal' } },
  run: async ({ unstuck, words, world, values }) => {
    const [id = ''] = words;
    if (!values.is('yes')) {
      if (world.ask === null) throw new Usage('Deleting cannot be undone: say --yes.');
      const answer = await world.ask(`Delete ${id} with its results? [y/N] `, false);
      if (!/^y(es)?$/i.test(answer)) return EXIT.refused;
    }
    await unstuck.job(id).delete();
    world.say(`${id} is deleted.`);
    return EXIT.done;
  },
};

/** `capital=5000` → `['capital', 5000]`: JSON where it is some, else text. @throws Usage */
function fieldOf(given: string): [string, unknown] {
  const [, name, text = ''] = /^([\w.-]+)=(.*)$/s.exec(given) ?? [];
  if (name === undefined) throw new Usage(`--set takes FIELD=VALUE, not ${given}.`);
  try {
    return [name, JSON.parse(text)];
  } catch {
    return [name, text];
  }
}

export const again: Command = {
  name: 'again',
  about: 'A new job with the input of an earlier one, changed where you say so.',
  usage: 'JOB [--set FIELD=VALUE]…',
  words: [1, 1],
  flags: {
    set: { type: 'string', multiple: true, about: 'a field of the input, as JSON or text' },
    ...BEGINS,
  },
  run: async (invocation) => {
    const { unstuck, words, values } = invocation;
    const [id = ''] = words;
    const fields = (values.list('set') ?? []).map(fieldOf);
    const own = Object.entries(beginning(invocation)).filter(([, value]) => value !== undefined);
    const input = fields.length > 0 ? { input: Object.fromEntries(fields) } : {};
    return carried(invocation, await unstuck.job(id).again({ ...input, ...Object.fromEntries(own) }));
  },
};
