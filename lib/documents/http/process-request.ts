import type { Fault } from '../../core/errors.ts';
import { faultsOf, invalidInput } from '../../core/issue-faults.ts';
import { callbackUrl, faultsOfCallback, refuseUnstorable, z } from '../../http/route.ts';
import { isReadable, NO_PDF_HEADER } from '../pdf/header.ts';
import type { DocumentsContext } from './context.ts';
import { type GivenRequest, givenRequest } from './given-request.ts';

export const processSchema = (input: DocumentsContext['input']) =>
  z
    .strictObject({ ...input.shape, callback_url: callbackUrl })
    .openapi('ProcessPdf', { description: 'Requires exactly one of source_url and document_id.' });

export interface ProcessRequest {
  asked: z.infer<ReturnType<typeof processSchema>>;
  /** The PDF, if the request contains it. */
  file: { name: string | null; bytes: Uint8Array } | null;
}

function faultsOfFile({ file }: GivenRequest): Fault[] {
  if (!file) return [];
  const path = 'pdf_file';
  if (file.bytes.length === 0) {
    return [{ path, code: 'empty', message: 'The PDF is empty (0 bytes).' }];
  }
  if (isReadable(file.bytes)) return [];
  return [
    {
      path,
      code: 'not_a_pdf',
      message: `The file is neither a PDF nor a PNG, JPEG or TIFF: ${NO_PDF_HEADER}.`,
    },
  ];
}

/** Requires exactly one source of the PDF. */
function faultsOfSource({ file, isFileFaulty, fields }: GivenRequest): Fault[] {
  const named = ['source_url', 'document_id'].filter((name) => fields[name] !== undefined);
  const sources = [...(file || isFileFaulty ? ['pdf_file'] : []), ...named];
  if (sources.length === 1) return [];
  const [first = 'pdf_file'] = sources;
  if (sources.length === 0) {
    const message = 'The PDF is missing. Send one of pdf_file, source_url and document_id.';
    return [{ path: first, code: 'missing', message }];
  }
  const message = `Send only one of pdf_file, source_url and document_id, not ${sources.join(' and ')} together.`;
  return [{ path: first, code: 'several_sources', message }];
}

/**
 * Parses a request to analyze a PDF: a form, the file itself, or JSON that refers to it.
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
