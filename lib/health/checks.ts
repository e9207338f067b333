import { callbackCheck } from './callback.ts';
import { configurationCheck } from './configuration.ts';
import { deadLettersCheck } from './dead-letters.ts';
import type { Check } from './deps.ts';
import { keysCheck } from './keys.ts';
import { schemaCheck } from './schema.ts';

/** Everything that GET /health and the doctor look at. */
export const CHECKS: readonly Check[] = [
  configurationCheck,
  schemaCheck,
  keysCheck,
  callbackCheck,
  deadLettersCheck,
];
