import type { JobHandle } from 'unstuck';

/** A line of `format=jsonl`: a piece of a document of about 1,000 characters. */
export interface Chunk {
  /** From 1, in the order of the document. */
  chunk: number;
  text: string;
  /** Titles of its section, from the top down. */
  section: string[];
  /** Where it begins. */
  page: number;
  /** A box per page, in points from its upper left corner; null where the form has no pages. */
  places: { page: number; box: { x0: number; y0: number; x1: number; y1: number } | null }[];
}

/** The chunks of a document that was read, as they arrive. @throws Refused, Unreachable */
export async function* chunksOf(job: JobHandle<unknown>): AsyncGenerator<Chunk> {
  const { body } = await job.export('jsonl');
  const text = new TextDecoder();
  let rest = '';
  for await (const bytes of body ?? []) {
    const lines = (rest + text.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line);
  }
  if (rest !== '') yield JSON.parse(rest);
}
