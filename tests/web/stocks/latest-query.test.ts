import { expect, test } from 'vitest';
import { csvPath, nextSort, pathWith, requestPath, sortedBy } from '../../../web/stocks/latest-query.ts';

test('the address is the request: what it holds is asked for, and nothing else', () => {
  expect(requestPath({})).toBe('/api/v1/stocks/all-stocks/results');
  expect(requestPath({ verdict: 'Strong Buy', page: '2', other: 'x', symbol: '' })).toBe(
    '/api/v1/stocks/all-stocks/results?verdict=Strong+Buy&page=2',
  );
});

test('another filter or order begins at the first page, and turning a page keeps both', () => {
  const query = { sort: '-score', symbol: 'TCS', page: '3' };
  expect(pathWith(query, { verdict: 'Buy' })).toBe('/stocks?symbol=TCS&verdict=Buy&sort=-score');
  expect(pathWith(query, { page: '4' })).toBe('/stocks?symbol=TCS&sort=-score&page=4');
  expect(pathWith({ symbol: 'TCS' }, { symbol: '' })).toBe('/stocks');
});

test('figures are sorted from the top first, names from A, and again the other way', () => {
  expect(sortedBy({}, 'ticker')).toBe('ascending');
  expect([nextSort({}, 'ticker'), nextSort({}, 'score')]).toEqual(['-ticker', '-score']);
  expect(nextSort({ sort: '-score' }, 'score')).toBe('score');
});

test('as CSV the list is whole', () => {
  expect(csvPath({ symbol: 'TCS', page: '3' })).toBe(
    '/api/v1/stocks/all-stocks/results?symbol=TCS&format=csv',
  );
});
