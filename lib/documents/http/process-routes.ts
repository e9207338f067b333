import { createRoute, type Endpoint, endpoint, exampled, takesJson, z } from '../../http/route.ts';
import type { DocumentsContext } from './context.ts';
import { processAsyncHandler, processAsyncRoute, processHandler, processRoute } from './process.ts';
import { processSchema } from './process-request.ts';

const text = { type: 'string' } as const;
const file = { ...text, format: 'binary' } as const;

/** Form parsed by `givenRequest`. */
const formSchema = {
  type: 'object' as const,
  properties: {
    pdf_file: {
      ...file,
      description: 'At most 4.4 MB. Requires exactly one of pdf_file, source_url and document_id.',
    },
    source_url: text,
    document_id: text,
    name: text,
    ocr: { ...text, enum: ['auto', 'force', 'false', 'true'] },
    ocr_languages: { ...text, description: 'Comma-separated.' },
    frequency_list: {
      ...text,
      description: 'One word per line, most frequent first; as a field or a file.',
    },
    password: { ...text, format: 'password' },
    callback_url: text,
    again: { ...text, enum: ['false', 'true'] },
  },
};

const optionOfFile = (more: object = {}) => z.string().optional().openapi(more);

/** Options beside a body of `application/pdf`, parsed by `givenRequest`; the operations' descriptions say so. */
const querySchema = z.object({
  name: optionOfFile({ example: 'Annual report' }),
  ocr: optionOfFile({ enum: ['auto', 'force', 'false', 'true'] }),
  ocr_languages: optionOfFile({ example: 'eng,deu' }),
  callback_url: optionOfFile({ example: 'https://example.org/hook' }),
  again: optionOfFile({ enum: ['false', 'true'] }),
});

/** Request body for the OpenAPI document; the handler parses it itself. */
const bodyOf = (input: DocumentsContext['input']) => ({
  required: true,
  content: {
    'multipart/form-data': {
      schema: formSchema,
      ...exampled({ source_url: 'https://example.org/report.pdf', ocr: 'auto' }),
    },
    'application/pdf': { schema: file },
    'image/png': { schema: file },
    'image/jpeg': { schema: file },
    'image/tiff': { schema: file },
    ...takesJson(processSchema(input), { source_url: 'https://example.org/report.pdf' }),
  },
});

/** `/process-pdf-async` and `/process-pdf` of the original service. */
export function processEndpoints(context: DocumentsContext): Endpoint[] {
  const body = bodyOf(context.input);
  const documented = (route: typeof processRoute | typeof processAsyncRoute) =>
    createRoute({ ...route, request: { ...route.request, query: querySchema, body } });
  return [
    endpoint(processAsyncRoute, processAsyncHandler(context), {
      documented: documented(processAsyncRoute),
    }),
    endpoint(processRoute, processHandler(context), { documented: documented(processRoute) }),
  ];
}
