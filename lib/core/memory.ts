import { setFlagsFromString } from 'node:v8';

/**
 * V8 lets a heap grow to several times what lives in it as long as the machine has room. A function is billed for memory
 * and holds workers beside its heap: these two settings halve what a long document takes and cost no measurable time.
 */
export const HEAP_FLAGS = ['--semi-space-growth-factor=1', '--heap-growing-percent=50'] as const;

/** For this process and the threads it starts from now on. */
export function keepHeapSmall(): void {
  for (const flag of HEAP_FLAGS) setFlagsFromString(flag);
}
