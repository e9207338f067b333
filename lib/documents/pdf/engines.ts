import { availableParallelism } from 'node:os';
import { compiledPdfium } from './compiled-pdfium.ts';
import { Engine } from './engine.ts';
import { engineFiles } from './engine-files.ts';
import type { EngineCode } from './messages.ts';

const MIB = 1024 * 1024;
/** Engines that may work at once, each with a thread and memory of its own. */
const MOST = Math.min(2, availableParallelism());
/** WebAssembly memory never shrinks; a thread that has held more is ended with it. */
const MOST_HELD_BYTES = 32 * MIB;
/** Between two documents. */
const PREPARE_MS = 5_000;

let taken = 0;
/** A thread that waits for the next document, its instance of PDFium ready. */
let spare: Engine | undefined;

export async function engineCode(memoryBytes: number): Promise<EngineCode> {
  return { code: await compiledPdfium(engineFiles().wasm), memoryBytes };
}

const hasSpare = (): boolean => spare?.isLost === false;

/**
 * Whether this process has room for one more engine beside those at work.
 * @param own readers of the document that asks: one that was just made has not taken its engine yet
 */
export const isRoomForEngine = (own: number): boolean => Math.max(taken, own) < MOST;
/** Whether more engines work than this process has room for, since a further document was opened. */
export const areTooManyEngines = (): boolean => taken > MOST;

/** The engine that is ready, or else a new one. Each is given back or dropped once. */
export function takeEngine(): Engine {
  taken++;
  const engine = spare && !spare.isLost ? spare : new Engine(engineFiles().worker);
  spare = undefined;
  return engine;
}

/** Ends an engine that cannot be used again. */
export async function dropEngine(engine: Engine): Promise<void> {
  taken--;
  await engine.end();
}

/** Keeps an engine for the next document, without the last one's memory, if none is kept yet; otherwise ends it. */
export async function giveEngineBack(engine: Engine, memoryBytes: number): Promise<void> {
  taken--;
  const isReady = !hasSpare() && (await isReadyAgain(engine, memoryBytes));
  // Another may have become the spare one meanwhile.
  if (isReady && !hasSpare()) spare = engine;
  else await engine.end();
}

async function isReadyAgain(engine: Engine, memoryBytes: number): Promise<boolean> {
  const request = { ask: 'prepare', engine: await engineCode(memoryBytes) } as const;
  try {
    const reply = await engine.ask(request, { ms: PREPARE_MS, signal: undefined });
    return reply.is === 'prepared' && reply.heldBytes <= MOST_HELD_BYTES;
  } catch {
    // Lost in the meantime, which costs nobody anything.
    return false;
  }
}
