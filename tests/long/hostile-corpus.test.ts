import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { HOSTILE_CORPUS } from '../documents/forms/hostile-corpus.ts';

const ROOT = join(import.meta.dirname, '../..');
const MOST_MS = 10_000;
/** Of the one process that reads all files of a form, one after the other. */
const MOST_BYTES = 512e6;
const MINUTES = 60_000;

const lineSchema = z.object({
  name: z.string(),
  end: z.string(),
  ms: z.number(),
  peak: z.number(),
  sound: z.string(),
});

const forms = [...new Set(HOSTILE_CORPUS.map(([name]) => name.split(' ', 1)[0] ?? ''))];

async function read(form: string): Promise<z.infer<typeof lineSchema>[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--expose-gc', join(ROOT, 'tests/documents/forms/hostile-run.ts'), form],
    { maxBuffer: 1e7 },
  );
  const lines = stdout.split('\n').filter((line) => line !== '');
  return lines.map((line) => lineSchema.parse(JSON.parse(line)));
}

describe.each(forms)('hostile files in each form: %s', (form) => {
  const files = HOSTILE_CORPUS.filter(([name]) => name.startsWith(`${form} `));

  test(`${files.length} end within 10 s and 512 MB, and the next is read`, {
    timeout: 15 * MINUTES,
  }, async () => {
    const lines = await read(`${form} `);
    expect(lines.map(({ name }) => name)).toEqual(files.map(([name]) => name));
    expect(lines.filter(({ ms }) => ms > MOST_MS)).toEqual([]);
    expect(lines.filter(({ peak }) => peak > MOST_BYTES)).toEqual([]);
    expect(lines.filter(({ sound }) => sound !== '1 pages, 0 failed')).toEqual([]);
    expect(
      lines.filter(({ end }) => !/^(?:\d+ pages, \d+ failed|(?:document|pdf|not)_\w+)$/.test(end)),
    ).toEqual([]);
  });
});
