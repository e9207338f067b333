import { signal } from '@preact/signals';

/** Whether anything was uploaded in this visit: until then nothing of it is loaded. */
export const wasUsed = signal(false);

/** Begins the upload of each file. @param open is called with the path of what comes next */
export async function takeFiles(files: Iterable<File>, open: (path: string) => void): Promise<void> {
  const taken = [...files];
  if (taken.length === 0) return;
  wasUsed.value = true;
  const { upload } = await import('./uploads.ts');
  await Promise.all(taken.map((file) => upload(file, open)));
}
