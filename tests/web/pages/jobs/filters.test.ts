import { describe, expect, test } from 'vitest';
import {
  bulkFilter,
  countWords,
  filterOf,
  filterWords,
  isEmpty,
  searchOf,
  toggled,
} from '../../../../web/pages/jobs/filters.ts';

const SEARCH = 'status=failed%2Ccancelled&kind=stocks&tag=nightly&q=TCS*&since=2026-01-04&until=2026-01-05';

describe('the filter of the list', () => {
  test('is in the address, and comes back from it', () => {
    expect(searchOf(filterOf(SEARCH))).toBe(SEARCH);
    expect([isEmpty(filterOf('')), isEmpty(filterOf('q=%20&status=')), isEmpty(filterOf(SEARCH))]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('means the same jobs when many are acted on, and all only without any filter', () => {
    expect(bulkFilter(filterOf(SEARCH))).toEqual({
      filter: {
        status: ['failed', 'cancelled'],
        kind: ['stocks'],
        tag: ['nightly'],
        q: 'TCS*',
        since: '2026-01-04',
        until: '2026-01-05',
      },
    });
    expect(bulkFilter(filterOf('other=1'))).toEqual({ all: true });
  });

  test('says in words which jobs are meant, and how many were counted', () => {
    expect(filterWords(filterOf(SEARCH))).toBe(
      'failed or cancelled Stocks jobs tagged nightly with TCS* from 2026-01-04 before 2026-01-05',
    );
    expect(countWords({ failed: 30, cancelled: 1_007, completed: 0 })).toBe(
      '1,037 jobs: 30 failed, 1,007 cancelled',
    );
    expect([countWords({}), countWords({ failed: 1 })]).toEqual(['0 jobs', '1 job: 1 failed']);
  });

  test('turns a choice on and off', () => {
    expect([toggled(['a'], 'b'), toggled(['a', 'b'], 'a')]).toEqual([['a', 'b'], ['b']]);
  });
});
