import { type Fault, Refusal } from '../../core/errors.ts';
import { formFields, isForm, z } from '../../http/route.ts';

/** A request before validation. */
export interface GivenRequest {
  fields: Record<string, unknown>;
  file: { name: string | null; bytes: Uint8Array } | null;
  /** True if pdf_file is not a file. */
  isFileFaulty: boolean;
  faults: Fault[];
}

/** What a file may be sent as; its content tells what it is. */
const FILE_TYPE =
  /^(?:application\/(?:pdf|octet-stream|zip|epub\+zip|xhtml\+xml|vnd\.[\w.+-]+)|text\/[\w.+-]+|image\/(?:png|jpeg|tiff))(?:;|$)/i;

/** The password of a file as a header, for a body that is the file: queries of URLs are logged on their way. */
export const PASSWORD_HEADER = 'Document-Password';

/** Query parameters accepted if the body is the file. */
const IN_QUERY = ['name', 'ocr', 'ocr_languages', 'callback_url', 'again'];

/** Converts the text of a form field or query parameter to its JSON value. */
function meaningOf(name: string, text: string): unknown {
  if ((name === 'ocr' || name === 'again') && /^(true|false)$/.test(text)) return text === 'true';
  if (name === 'ocr_languages') return text.split(',').map((language) => language.trim());
  return text;
}

const bytesOf = async (source: Blob | Request) => new Uint8Array(await source.arrayBuffer());

async function ofForm(request: Request): Promise<GivenRequest> {
  const { pdf_file: sent, ...others } = Object.fromEntries(await formFields(request));
  const fields = new Map<string, unknown>();
  for (const [name, value] of Object.entries(others)) {
    const text = typeof value === 'string' ? value : await value.text();
    if (text !== '') fields.set(name, meaningOf(name, text));
  }
  const given = { fields: Object.fromEntries(fields), file: null, isFileFaulty: false, faults: [] };
  if (sent === undefined || sent === '') return given;
  if (typeof sent === 'string') {
    const message = 'pdf_file must be a file: its part of the form needs a filename.';
    return { ...given, isFileFaulty: true, faults: [{ path: 'pdf_file', code: 'not_a_file', message }] };
  }
  // Browsers send this for an empty file field.
  if (sent.name === '' && sent.size === 0) return given;
  return { ...given, file: { name: sent.name || null, bytes: await bytesOf(sent) } };
}

async function ofFile(request: Request): Promise<GivenRequest> {
  const query = new URL(request.url).searchParams;
  const fields = new Map<string, unknown>();
  for (const name of IN_QUERY) {
    const text = query.get(name);
    if (text) fields.set(name, meaningOf(name, text));
  }
  const file = { name: null, bytes: await bytesOf(request) };
  return { fields: Object.fromEntries(fields), file, isFileFaulty: false, faults: [] };
}

const objectSchema = z.record(z.string(), z.unknown());

async function ofJson(request: Request): Promise<GivenRequest> {
  const text = await request.text();
  try {
    const { data } = objectSchema.safeParse(JSON.parse(text));
    if (data) return { fields: data, file: null, isFileFaulty: false, faults: [] };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Refusal('malformed_json', 'The body is not valid JSON.', { cause: error });
  }
  const message = 'The body must be an object such as {"source_url": "https://example.org/report.pdf"}.';
  throw new Refusal('invalid_input', message, { faults: [{ path: '', code: 'wrong_type', message }] });
}

/** Percent-encoded UTF-8, as headers hold no other letters. */
function withPassword(given: GivenRequest, request: Request): GivenRequest {
  const faults = [...given.faults];
  const refuse = (code: string, message: string) => faults.push({ path: 'password', code, message });
  if (new URL(request.url).searchParams.has('password'))
    refuse(
      'in_query',
      `A password in a URL is logged on its way: send it as ${PASSWORD_HEADER} or in the body.`,
    );
  const header = request.headers.get(PASSWORD_HEADER);
  if (header === null) return { ...given, faults };
  if (given.fields['password'] !== undefined)
    refuse('given_twice', `Send the password once: as password or as ${PASSWORD_HEADER}.`);
  try {
    return { ...given, faults, fields: { ...given.fields, password: decodeURIComponent(header) } };
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    refuse('not_encoded', `${PASSWORD_HEADER} is not percent-encoded UTF-8: write % as %25.`);
    return { ...given, faults };
  }
}

/** @throws Refusal `malformed_form`, `malformed_json`, `invalid_input`, `unsupported_media_type`. */
export async function givenRequest(request: Request): Promise<GivenRequest> {
  return withPassword(await givenBody(request), request);
}

async function givenBody(request: Request): Promise<GivenRequest> {
  const type = request.headers.get('Content-Type') ?? '';
  if (isForm(type)) return ofForm(request);
  if (/^application\/([\w.-]+\+)?json(;|$)/i.test(type)) return ofJson(request);
  if (FILE_TYPE.test(type)) return ofFile(request);
  throw new Refusal(
    'unsupported_media_type',
    'Send the file in a form (multipart/form-data, field pdf_file) or as the body (application/pdf, image/png, …), or refer to it in ' +
      'JSON (application/json, source_url or document_id).',
  );
}
