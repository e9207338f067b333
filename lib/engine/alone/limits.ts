/** JavaScript's heap in such a process, in MB. At the limit V8 ends the process. */
export const HEAP_MB = 400;

/** All the memory of such a process, in MB: buffers and WebAssembly lie outside the heap. */
export const MEMORY_MB = 768;

/** How often the guard in the process looks, in milliseconds. */
export const GUARD_EVERY_MS = 100;

/** How many suspects share a process at first: a killed function leaves dozens, few or none of them at fault. */
export const SHARED_BY = 5;

/** How many steps are remembered that have to run in a process with nothing else. */
export const MOST_UNPROVEN = 1_000;

/**
 * How much nicer it is than its function: it has a quarter of a processor that both want. It computes for seconds, and
 * half of one to start; the function answers others meanwhile.
 */
export const NICER_BY = 5;
