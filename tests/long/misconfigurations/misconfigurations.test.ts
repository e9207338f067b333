import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { builtOnce } from '../../support/built.ts';
import { ROOT } from '../../support/stack.ts';
import { type Found, play } from './play.ts';
import { ROWS } from './rows.ts';
import { withTable } from './table.ts';

beforeAll(() => builtOnce(ROOT));

const found = new Map<string, Found>();

describe('with one thing wrong', () => {
  test.each(ROWS)('$wrong: named with its remedy, and no job stays behind', async (row) => {
    const { status, findings, outcome } = await play(row);
    const finding = findings.find(
      ({ code, variable }) => code === row.found && (row.variable === undefined || variable === row.variable),
    );
    if (!finding) throw new Error(`nobody found ${row.found}, but ${JSON.stringify(findings)}`);
    found.set(row.wrong, finding);
    expect(finding.remedy).toMatch(/\w{3,}/);
    expect(status).toBe(finding.severity === 'broken' ? 'down' : 'degraded');
    expect(outcome.fate).toEqual(row.job);
    // A refusal says what to do; so does the reason of a job that ended.
    if (typeof row.job !== 'string') expect(outcome.detail).toMatch(/\w{3,}/);
    if (row.job !== 'ends') return;
    expect(outcome.job).toMatchObject({ status: 'failed', error: { code: 'deadline_exceeded' } });
    expect(outcome.job?.error?.message).toMatch(/protection bypass secret.*signing keys.*npm run doctor/);
    expect(outcome.told).toEqual(['job.failed']);
  });
});

// Updated with -u.
test('docs/deploy.md has the table of what was found', async () => {
  const file = join(ROOT, 'docs/deploy.md');
  const rows = ROWS.flatMap((row) => {
    const finding = found.get(row.wrong);
    return finding ? [{ row, found: finding }] : [];
  });
  expect(rows).toHaveLength(ROWS.length);
  expect(ROWS.length).toBeGreaterThanOrEqual(25);
  await expect(withTable(await readFile(file, 'utf8'), rows)).toMatchFileSnapshot(file);
});
