import { describe, expect, test } from 'vitest';
import { pairOf } from '../../../lib/stocks/diff/pair.ts';
import { storedResult } from './stored-result.ts';

const JOBS = { from: 'job_a', to: 'job_b' };
const of = (jobId: string, ...tickers: string[]) => tickers.map((ticker) => storedResult({ jobId, ticker }));
const paired = (symbol: string, before: string[], after: string[]) => {
  const { from, to } = pairOf(symbol, JOBS, [...of('job_a', ...before), ...of('job_b', ...after)]);
  return [from.jobId, from.ticker, to.jobId, to.ticker];
};

describe('the pair of results to compare', () => {
  test('is of one ticker, whichever exchange a bare symbol was found on', () => {
    expect(paired('TCS', ['TCS.NS'], ['TCS.NS'])).toEqual(['job_a', 'TCS.NS', 'job_b', 'TCS.NS']);
    expect(paired('HAL', ['HAL', 'HAL.NS'], ['HAL.NS'])).toEqual(['job_a', 'HAL.NS', 'job_b', 'HAL.NS']);
  });

  test('is of the ticker that is named in full, where the symbol also matches others', () => {
    expect(paired('HAL', ['HAL', 'HAL.NS'], ['HAL.NS', 'HAL'])).toEqual(['job_a', 'HAL', 'job_b', 'HAL']);
  });

  test('is refused where the symbol stands for several tickers, or for another one in each job', () => {
    const ambiguous = { code: 'invalid_input', message: expect.stringMatching(/HAL\.BO, HAL\.NS/) };
    const both = ['HAL.BO', 'HAL.NS'];
    expect(() => paired('HAL', both, both)).toThrowError(expect.objectContaining(ambiguous));
    expect(() => paired('HAL', ['HAL.BO'], ['HAL.NS'])).toThrowError(expect.objectContaining(ambiguous));
  });

  test('is not found where a job lacks it, and that job is named', () => {
    expect(() => paired('TCS', ['TCS.NS'], [])).toThrowError(/Job job_b has no result of TCS\./);
    expect(() => paired('TCS', [], ['TCS.NS'])).toThrowError(/Job job_a has no result of TCS\./);
  });
});
