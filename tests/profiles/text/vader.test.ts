import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { SentimentIntensityAnalyzer } from 'vader-sentiment';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { seeded } from '../../../dev/faults/random.ts';
import { vaderCompound } from '../../../lib/profiles/text/vader.ts';

const folderOf = (name: string) => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
const theirs = (text: string) => SentimentIntensityAnalyzer.polarity_scores(text).compound;

describe('the score is that of polarity_scores', () => {
  test.each(['imdb', 'amazon', 'yelp'])('of 1,000 sentences of %s', (name) => {
    const path = join(folderOf('sentiment'), 'test/fixtures', `${name}.json`);
    const rows = z.array(z.object({ text: z.string() })).parse(JSON.parse(readFileSync(path, 'utf8')));
    expect(rows.length).toBeGreaterThanOrEqual(1_000);
    for (const { text } of rows) expect([text, vaderCompound(text)]).toEqual([text, theirs(text)]);
  });

  test('of texts put together from what it has rules for', () => {
    const pieces =
      "good GREAT bad Horrible kind of OF very so this never not isn't least at but BUT the the shit yeah right sort-of hardly " +
      'x I A constructor hasOwnProperty __proto__ ok! ok!! (good) "good" \'bad\' ,bad bad, ?!?good good?!?! !good! good!. :) :-( :D <3 - -- !!! ?? … é 你好 \u00a0 \n';
    const all = pieces.split(' ');
    const draw = seeded(17, 'vader');
    for (let made = 0; made < 3_000; made++) {
      const count = 1 + Math.floor(draw() * 14);
      const text = Array.from({ length: count }, () => all[Math.floor(draw() * all.length)]).join(' ');
      expect([text, vaderCompound(text)]).toEqual([text, theirs(text)]);
    }
  });
});
