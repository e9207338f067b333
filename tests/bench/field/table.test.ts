import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Cell, ResultRow, Results } from '../../../bench/field/results.ts';
import { pageOf, shown } from '../../../bench/field/table.ts';
import type { PeerId } from '../../../bench/field/types.ts';

const ROOT = join(import.meta.dirname, '../../..');
const figure = (median: number): Cell => ({ median, least: median - 1, most: median + 1, rounds: 3 });

function pageWith(cells: Partial<Record<PeerId, Cell>>, changes: Partial<ResultRow> = {}): string {
  const of = (id: PeerId, name: string) => ({
    id,
    name,
    version: '1',
    settings: 'as it comes',
    source: 'docs',
  });
  const row: ResultRow = {
    id: 'drain',
    title: 'Drain',
    unit: 'steps/s',
    better: 'more',
    ahead: { dbos: 'it does less' },
    cells,
    ...changes,
  };
  const results: Results = {
    machine: {
      cores: 2,
      cpu: 'a CPU',
      memoryGb: 8,
      kernel: '6.1',
      node: 'v24.0.0',
      postgres: '18.4',
      loadBefore: 0.1,
    },
    ...{ commit: 'abc', date: '2026-11-30T00:00:00Z', quick: false, minutes: 18, libraries: [] },
    peers: [of('unstuck', 'Unstuck'), of('dbos', 'DBOS'), of('pg-boss', 'pg-boss')],
    rows: [row],
  };
  return pageOf(results);
}
const rowOf = (page: string) => page.split('\n').find((line) => line.includes('<a id="drain">')) ?? '';

describe('the table', () => {
  test('shows median and spread, and a dash with its reason where there is no figure', () => {
    const page = pageWith({
      unstuck: figure(1234),
      dbos: figure(600),
      'pg-boss': { none: 'it has no steps' },
    });
    expect(rowOf(page)).toBe(
      '| <a id="drain"></a>Drain | steps/s | 1,234 (1,233 to 1,235) | 600 (599 to 601) | — <sup>1</sup> |',
    );
    expect(page).toContain('1. It has no steps.');
  });

  test('says why a peer is ahead, only if it is', () => {
    expect(pageWith({ unstuck: figure(500), dbos: figure(600) })).toContain('Ahead of ours: it does less.');
    expect(pageWith({ unstuck: figure(700), dbos: figure(600) })).not.toContain('Ahead of ours');
    const less = { better: 'less' as const };
    expect(pageWith({ unstuck: figure(700), dbos: figure(600) }, less)).toContain('Ahead of ours');
  });

  test('gives a bound where a peer was not done in time', () => {
    const page = pageWith({ unstuck: figure(5), dbos: { over: 60, why: 'locks stay for hours' } });
    expect(rowOf(page)).toContain('> 60 <sup>1</sup>');
  });

  test('has three digits, whatever the size', () => {
    expect([12_345.6, 123.4, 1.234, 0.0123, 0, -7.77].map(shown)).toEqual([
      '12,346',
      '123',
      '1.23',
      '0.012',
      '0',
      '-7.77',
    ]);
  });
});

test('every row that the README names is in the page', () => {
  const [readme, page] = ['README.md', 'docs/benchmarks.md'].map((file) =>
    readFileSync(join(ROOT, file), 'utf8'),
  );
  const named = [...(readme ?? '').matchAll(/docs\/benchmarks\.md#([\w-]+)/g)].map(([, id]) => id);
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((id) => !page?.includes(`<a id="${id}"></a>`))).toEqual([]);
});
