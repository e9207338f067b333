import { expect, test } from 'vitest';
import { stopWordsOf } from '../../lib/text/stop-words.ts';

test.each(['en', 'de', 'fr', 'es', 'pt', 'it', 'nl'])(
  '%s has its stop words, function words among them',
  (language) => {
    const { grammar, all } = stopWordsOf(language) ?? { grammar: new Set<string>(), all: new Set<string>() };
    expect(grammar.size).toBeGreaterThan(80);
    expect([...grammar].filter((word) => !all.has(word))).toEqual([]);
  },
);
