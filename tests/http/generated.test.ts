import { test } from 'vitest';
import { expectPromised } from './generated/play.ts';

test(
  '1,500 generated requests get only answers that the document promises',
  () => expectPromised(1_500),
  290_000,
);
