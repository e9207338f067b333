import { describe, expect, test } from 'vitest';
import { merged, versionOf } from '../../../../web/pages/jobs/known-jobs.ts';
import { jobOf } from '../job/job-of.ts';

const jobs = (...ids: string[]) => ids.map((id) => jobOf({ id }));
const page = (ids: string[], next: string | null) => ({ data: jobs(...ids), next_cursor: next });
const ids = (list: { id: string }[]) => list.map(({ id }) => id);

describe('the list, when a page of it comes', () => {
  test('has new jobs on top, and keeps the older ones that were read before', () => {
    expect(ids(merged(jobs('d', 'c', 'b', 'a'), page(['f', 'e', 'd'], 'x'), null))).toEqual([
      'f',
      'e',
      'd',
      'c',
      'b',
      'a',
    ]);
  });

  test('loses what the page covers and no longer has, and nothing else', () => {
    expect(ids(merged(jobs('d', 'c', 'b', 'a'), page(['d', 'b'], 'x'), null))).toEqual(['d', 'b', 'a']);
    expect(ids(merged(jobs('d', 'c', 'b', 'a'), page(['d'], null), null))).toEqual(['d']);
    expect(ids(merged(jobs('d', 'c', 'b', 'a'), page(['b'], 'x'), 'd'))).toEqual(['d', 'b', 'a']);
    expect(ids(merged(jobs('b', 'a'), page([], null), null))).toEqual([]);
  });

  test('takes jobs as they are now, each once', () => {
    const [now] = merged(
      jobs('a'),
      { data: [jobOf({ id: 'a', status: 'failed' })], next_cursor: null },
      null,
    );
    expect(now?.status).toBe('failed');
  });
});

test('the time that is left is no news in a list, and a step that ended is', () => {
  const at = (done: number, eta_seconds: number) => {
    const job = jobOf({ done });
    return versionOf({ data: [{ ...job, progress: { ...job.progress, eta_seconds } }], next_cursor: null });
  };
  expect(at(1, 10)).toBe(at(1, 12));
  expect(at(1, 10)).not.toBe(at(2, 10));
});
