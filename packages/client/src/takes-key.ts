const CREATES = /\/(jobs|again|analyze|analyze-all-stocks|process-pdf|process-pdf-async)$/;

/** Whether a POST to this path creates a job once for each Idempotency-Key. */
export const takesKey = (path: string): boolean => CREATES.test(path);
