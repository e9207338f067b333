import { test } from 'vitest';
import { expectPromised } from '../http/generated/play.ts';

test(
  '20,000 generated requests get only answers that the document promises',
  () => expectPromised(20_000),
  900_000,
);
