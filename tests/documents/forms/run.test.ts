import { afterAll, beforeAll, expect, test } from 'vitest';
import { chunksOutput, markdownOutput, textOutput } from '../../../lib/documents/records/output.ts';
import { documentOf, findingsOf, storedPages } from '../../../lib/documents/records/queries.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { jobsContext } from '../../support/jobs.ts';
import { finished, outcomeOf } from '../run-document.ts';

let database: FreshDatabase;
let context: ReturnType<typeof jobsContext>;
beforeAll(async () => {
  database = await freshDatabase();
  context = jobsContext(database.url);
});
afterAll(() => database.drop());

async function all(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

const MARKDOWN = `---
title: On tides
---
# On tides

The harbour counts the tides of March[^1]. It paid EUR 120.50 on 3 March 2024.

1. high
2. low
   - lower

| port | tide |
|------|------|
| Hull | 4.6  |

![The pier at noon](pier.png)

## On ropes

A rope of the harbour is as long as the tides are high. The keeper writes to ann@example.org.

[^1]: Of all years.
`;

test('a form without pages goes the way of a PDF, and has no box anywhere', async () => {
  const id = await finished(context, Buffer.from(MARKDOWN));
  expect(await outcomeOf(context, id)).toMatchObject({ status: 'completed' });
  const document = await documentOf(context.db, id);
  expect(document?.info).toMatchObject({ kind: 'markdown', pages: 1, metadata: { Title: 'On tides' } });
  expect(document?.report?.notes.join(' ')).toMatch(/A Markdown file has no pages: .* Cite by paragraph/);
  const { structure, keywords, summary, entities } = await findingsOf(context.db, id);
  expect(structure?.sections.map(({ path }) => path.join(' > '))).toEqual([
    'On tides',
    'On tides > On ropes',
  ]);
  expect(structure?.tables).toMatchObject([{ rows: 2, columns: 2, header: true }]);
  expect(keywords?.keywords.length).toBeGreaterThan(0);
  expect(summary?.sentences.every(({ paragraph }) => paragraph?.startsWith('p1-'))).toBe(true);
  expect(entities?.entities.map(({ text }) => text)).toEqual(
    expect.arrayContaining(['EUR 120.50', '3 March 2024', 'ann@example.org']),
  );
  if (!structure) throw new Error('no structure');
  const read = (place: Parameters<typeof storedPages>[2]) => storedPages(context.db, id, place);
  const told = { structure, labels: null };
  const markdown = await all(markdownOutput(read, 1, told));
  for (const part of [
    ...[
      '# On tides\n',
      'March[^1].',
      '2. low\n\n    - lower\n',
      '| port | tide |\n| --- | --- |\n| Hull | 4.6 |',
    ],
    ...['> Image: The pier at noon\n', '## On ropes\n', '[^1]: Of all years.\n'],
  ])
    expect(markdown).toContain(part);
  expect(await all(textOutput(read, 1))).toContain('port\ttide\nHull\t4.6');
  const chunks = await all(chunksOutput(read, told));
  expect(chunks).toContain('On ropes');
  expect(chunks).not.toContain('"box"');
});
