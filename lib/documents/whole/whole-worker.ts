// The thread that holds one document and works on it as a whole: see whole-thread.ts.
import { parentPort } from 'node:worker_threads';
import { PermanentError } from '../../core/errors.ts';
import type { PackedPage } from '../records/queries.ts';
import { packFindings } from '../records/write.ts';
import type { DocumentInfo } from '../report.ts';
import { wholeTools } from '../whole-tools.ts';
import { findingsOf } from './findings.ts';
import { type Material, materialOf } from './material.ts';
import type { WholeReply, WholeRequest } from './messages.ts';
import { spanText, structureOf, type WholeText, wholeTextOf } from './whole-text.ts';

const pages: PackedPage[] = [];
let outline: DocumentInfo['outline'] = [];
let text: Promise<WholeText> | undefined;
let material: Promise<Material> | undefined;

/** What was read of the pages replaces them, since both need memory. */
const read = <T>(make: (taken: PackedPage[]) => Promise<T>): Promise<T> => make(pages.splice(0));

async function answer(request: WholeRequest): Promise<WholeReply> {
  if (request.ask === 'take') {
    for (const page of request.pages) pages.push(page);
    outline = request.outline ?? outline;
    return { is: 'taken' };
  }
  if (request.ask === 'forget') {
    pages.length = 0;
    outline = [];
    text = material = undefined;
    return { is: 'forgotten' };
  }
  if (request.ask === 'analysis') {
    material ??= read((taken) => materialOf(taken, wholeTools));
    return { is: 'findings', record: await findingsOf(request.name, await material, request.list) };
  }
  text ??= read((taken) => wholeTextOf(taken, outline));
  const whole = await text;
  if (request.ask === 'text') return { is: 'text', text: await spanText(whole, request.span) };
  return { is: 'findings', record: await packFindings('structure', structureOf(whole)) };
}

function failure(error: unknown): WholeReply {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof PermanentError
    ? { is: 'refused', code: error.code, message }
    : { is: 'crashed', message };
}

parentPort?.on('message', async (request: WholeRequest) => {
  parentPort?.postMessage(await answer(request).catch(failure));
});
