import { Refusal } from '../core/errors.ts';
import { packText } from '../core/packed-text.ts';
import type { Sealer } from '../core/sealer.ts';
import { inSlices } from '../core/slices.ts';
import type { Database } from '../db/client.ts';
import type { Again, Kept } from '../engine/analyzer.ts';
import { givenDocument, refuseDocument } from '../files/given-document.ts';
import { frequencyList } from './analyses/frequency-list.ts';
import { fileName } from './files/file-name.ts';
import { PDF_LIMITS } from './pdf/limits.ts';
import { insertReport } from './records/write.ts';
import type { DocumentInput, StoredInput } from './schema.ts';
import { type SourceRules, sourceUrlFault } from './source-url.ts';

function refusal(path: string, { code, message }: { code: string; message: string }): Refusal {
  return new Refusal('invalid_input', message, { faults: [{ path, code, message }] });
}

/** The id that the owner's file is stored under. @throws Refusal `invalid_input` */
async function storedId(db: Database, owner: string, asked: string): Promise<string> {
  const found = await givenDocument(db, { owner, asked, remedy: 'Send the file again.' });
  if (found.size > PDF_LIMITS.fileBytes) {
    throw refuseDocument({
      code: 'too_large',
      message: `${asked} has ${found.size} bytes; a document may have ${PDF_LIMITS.fileBytes}.`,
    });
  }
  return found.id;
}

/**
 * Checks a `source_url` as far as possible without DNS; its address is checked again when it is fetched.
 * @throws Refusal `invalid_input` with the codes not_public, not_https, has_credentials
 */
export function checkSource({ source_url }: DocumentInput, { allowLocal }: SourceRules): void {
  if (source_url === undefined) return;
  const fault = sourceUrlFault(new URL(source_url), { allowLocal });
  if (fault) throw refusal('source_url', fault);
}

/**
 * Finds the file that a request names.
 * @throws Refusal `invalid_input` with the codes unknown_document, upload_unfinished, too_large
 */
export async function resolveDocument(
  input: DocumentInput,
  owner: string,
  { db }: { db: Database },
): Promise<DocumentInput> {
  const { document_id } = input;
  if (document_id === undefined) return input;
  return { ...input, document_id: await storedId(db, owner, document_id) };
}

async function packedList(list: string | undefined): Promise<string | null> {
  if (list === undefined) return null;
  if ((await inSlices(frequencyList(list))).ranks.size > 0) return packText(list);
  const message = 'frequency_list has no words: give one word a line, most frequent first.';
  throw refusal('frequency_list', { code: 'no_words', message });
}

/**
 * Seals the password, and moves the word list out of the input into the job's row in `document_reports`, in the transaction that creates the
 * job.
 * @throws Refusal `invalid_input` for a list without words
 */
export async function keepGiven(
  input: DocumentInput,
  passwords: Pick<Sealer, 'seal'>,
): Promise<Kept<StoredInput>> {
  const { document_id: documentId = null, password } = input;
  const frequencyList = await packedList(input.frequency_list);
  const open = keptOpen(input);
  const { name } = open;
  const stored: StoredInput = {
    ...open,
    ...(password === undefined ? {} : { password: true as const, sealed: passwords.seal(password) }),
  };
  return { input: stored, also: (jobId) => insertReport(jobId, { documentId, name, frequencyList }) };
}

/** What the job's row keeps of an input without a password. */
export function keptOpen({
  document_id,
  source_url,
  name,
  ocr,
  ocr_languages,
  frequency_list,
}: DocumentInput) {
  return {
    document_id: document_id ?? null,
    source_url: source_url ?? null,
    name: fileName(name ?? null),
    ocr,
    ocr_languages,
    frequency_list: frequency_list !== undefined,
  } satisfies StoredInput;
}

/** What of an input is hashed to recognize a repeated request: one without a password as it always was. */
export function hashedInput(
  { password, ...input }: DocumentInput,
  passwords: Pick<Sealer, 'mark'>,
): DocumentInput {
  return password === undefined ? input : { ...input, password: passwords.mark(password) };
}

/** The request that a stored input came from, without its word list and password. */
export function againOf({
  document_id,
  source_url,
  name,
  ocr,
  ocr_languages,
  frequency_list,
  password,
}: StoredInput): Again {
  const source = source_url === null ? { document_id } : { source_url };
  return {
    input: { ...source, ...(name === null ? {} : { name }), ocr, ocr_languages },
    lacks: [...(frequency_list ? ['frequency_list'] : []), ...(password ? ['password'] : [])],
  };
}

/** The stored input without its password, and what a URL carries behind its path: that of a signed link opens the file. */
export function shownInput({ source_url, sealed: _, ...stored }: StoredInput): StoredInput {
  if (source_url === null || !URL.canParse(source_url)) return { ...stored, source_url: null };
  const { origin, pathname, search } = new URL(source_url);
  return { ...stored, source_url: `${origin}${pathname}${search === '' ? '' : '?…'}` };
}
