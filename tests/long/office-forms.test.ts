import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { byLibreOffice, byPandoc, hasOffice } from './office-forms/convert.ts';
import { OFFICE_FORMS } from './office-forms/forms.ts';
import { readForm } from './office-forms/read.ts';
import { SOURCES } from './office-forms/sources.ts';

const documents = SOURCES.map((made, at) => [made.name, made, at] as const);

describe.runIf(hasOffice('files of pandoc and LibreOffice'))('twenty documents of an office', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unstuck-office-'));
    await byPandoc(SOURCES, folder);
    await byLibreOffice(SOURCES.length, folder, ['docx', 'odt']);
    await byLibreOffice(SOURCES.length, folder, ['odt', 'docx']);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('are twenty', () => expect(documents).toHaveLength(20));

  describe.each(Object.entries(OFFICE_FORMS))('as %s', (_, { kind, path, says }) => {
    test.each(documents)('are read as made: %s', async (_name, made, at) => {
      expect(await readForm(join(folder, path(at)), kind)).toEqual(says(made));
    });
  });
});
