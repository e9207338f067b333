import type { Command } from '../command.ts';
import { EXIT, Usage } from '../exit-codes.ts';
import { table } from '../table.ts';

export const diff: Command = {
  name: 'diff',
  about: 'What has changed for a symbol from one job to another.',
  usage: 'SYMBOL FROM_JOB TO_JOB',
  words: [3, 3],
  flags: {},
  run: async ({ unstuck, words, world, json }) => {
    const [symbol, from, to] = words;
    if (symbol === undefined || from === undefined || to === undefined)
      throw new Usage('unstuck diff SYMBOL FROM TO');
    const found = await unstuck.call('GET', '/api/v1/stocks/{symbol}/diff', {
      path: { symbol },
      query: { from, to },
      signal: world.signal,
    });
    if (json) {
      world.out(`${JSON.stringify(found)}\n`);
      return EXIT.done;
    }
    const changes = [found.verdict, found.plan, found.values].flatMap((part) =>
      part.map((each) => [each.name, each.from, each.to]),
    );
    const votes = found.votes.map((vote) => [vote.name, vote.from, vote.to]);
    const all = [...changes, ...votes];
    if (all.length > 0) world.out(table([['', found.from.as_of, found.to.as_of], ...all]));
    else world.out(`Nothing has changed for ${found.ticker}.\n`);
    for (const caution of found.cautions) world.say(caution);
    return EXIT.done;
  },
};
