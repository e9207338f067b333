import { expect, test } from 'vitest';
import { loadConfig } from '../../lib/config.ts';
import { COMPLETE } from './complete.ts';

const read = (list: string) => {
  const { config, notes } = loadConfig({ ...COMPLETE, CORS_ORIGINS: list });
  return [config.corsOrigins, notes.some(({ name }) => name === 'CORS_ORIGINS')];
};

test.each([
  ['', [], false],
  ['*', ['*'], false],
  ['https://a.example, http://localhost:5173', ['https://a.example', 'http://localhost:5173'], false],
  ['https://A.example/', ['https://a.example'], true],
  ['https://a.example:443', ['https://a.example'], true],
])('origins are kept as a browser sends them: %j', (list, origins, told) => {
  expect(read(list)).toEqual([origins, told]);
});
