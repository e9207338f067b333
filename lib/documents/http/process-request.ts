import type { Fault } from '../../core/errors.ts';
import { faultsOf, invalidInput } from '../../core/issue-faults.ts';
import { callbackUrl, faultsOfCallback, refuseUnstorable, z } from '../../http/route.ts';
import { isRead, kindOf, notRead } from '../forms/kind-of.ts';
import type { DocumentsContext } from './context.ts';
import { type GivenRequest, givenRequest } from './given-request.ts';

/** Analyzes bytes anew that were analyzed before with the same options. */
const again = z.boolean('again must be true or false.').optional();

export const processSchema = (input: DocumentsContext['input']) =>
  z
    .strictObject({ ...input.shape, callback_url: callbackUrl, again })
    .openapi('ProcessPdf', { description: 'Requires exactly one of source_url and document_id.' });

export interface ProcessRequest {
  asked: z.infer<ReturnType<typeof processSchema>>;
  /** The file, if the request contains it. */
  file: { name: string | null; bytes: Uint8Array } | null;
}

function faultsOfFile({ file }: GivenRequest): Fault[] {
  if (!file) return [];
  const path = 'pdf_file';
  if (file.bytes.length === 0) {
    return [{ path, code: 'empty', message: 'The file is empty (0 bytes).' }];
  }
  const found = kindOf(file.bytes);
  return isRead(found) ? [] : [{ path, code: 'not_a_pdf', message: notRead(found) }];
}

/** Requires exactly one source of the file. */
function faultsOfSource({ file, isFileFaulty, fields }: GivenRequest): Fault[] {
  const named = ['source_url', 'document_id'].filter((name) => fields[name] !== undefined);
  const sources = [...(file || isFileFaulty ? ['pdf_file'] : []), ...named];
  if (sources.length === 1) return [];
  const [first = 'pdf_file'] = sources;
  if (sources.length === 0) {
    const message = 'The file is missing. Send one of pdf_file, source_url and document_id.';
    return [{ path: first, code: 'missing', message }];
  }
  const message = `Send only one of pdf_file, source_url and document_id, not ${sources.join(' and ')} together.`;
  return [{ path: first, code: 'several_sources', message }];
}

/**
 * Parses a request to analyze a document: a form, the file itself, or JSON that refers to it.
 * @throws Refusal `invalid_input` with every fault, `malformed_form`, `malformed_json`, `unsupported_media_type`.
 */
export async function processRequest(
  request: Request,
  { webhooks, input }: Pick<DocumentsContext, 'webhooks' | 'input'>,
): Promise<ProcessRequest> {
  const given = await givenRequest(request);
  const further = [
    ...given.faults,
    ...faultsOfFile(given),
    ...faultsOfSource(given),
    ...faultsOfCallback(given.fields, webhooks),
  ];
  const { data, error } = processSchema(input).safeParse(given.fields);
  if (error) throw invalidInput([...faultsOf(error, { given: given.fields }), ...further]);
  if (further.length > 0) throw invalidInput(further);
  refuseUnstorable(data);
  return { asked: data, file: given.file };
}
