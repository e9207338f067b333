import { getHeapStatistics } from 'node:v8';
import { FORM_LIMITS } from './limits.ts';
import { tooLarge } from './refused.ts';

/** To ask V8 takes 5 µs. */
const EVERY = 1_000;
const MIB = 1024 * 1024;

let most = Number.POSITIVE_INFINITY;
let calls = 0;

/** From now on what this thread reads has a bound, which V8's own does not keep in time: see core/thread-heap.ts. */
export function boundHeap(): void {
  most = FORM_LIMITS.heapMb * MIB;
}

/** Called for each piece that a reader makes. @throws PermanentError document_too_large */
export function checkHeap(): void {
  calls += 1;
  if (calls % EVERY === 0 && getHeapStatistics().used_heap_size > most)
    throw tooLarge(`it takes more than ${FORM_LIMITS.heapMb} MB to read`);
}
