import { WholeThread } from './whole-thread.ts';

/** A thread that waits for the next document. */
let spare: WholeThread | undefined;

/** The thread that is ready, or else a new one. */
export function takeThread(): WholeThread {
  const thread = spare?.isOver === false ? spare : new WholeThread();
  spare = undefined;
  return thread;
}

/** Keeps a thread for the next document if it held little and none is kept yet; otherwise ends it. */
export async function giveThreadBack(thread: WholeThread): Promise<void> {
  if (spare?.isOver === false || !thread.isLight) return await thread.end();
  spare = thread;
  await thread.forget();
}
