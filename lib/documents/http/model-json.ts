import { z } from '../../http/route.ts';
import type { PageLabels } from '../output/page-labels.ts';
import type { ReadPages } from '../records/queries.ts';
import { everyPage } from '../steps/every-page.ts';
import { PAGE, REPORT } from './examples.ts';
import { pageJson, pageJsonSchema } from './page-json.ts';
import { type DocumentReportJson, documentReportSchema } from './report-json.ts';

/** Where the JSON Schema of the model is served. */
const MODEL_SCHEMA_PATH = '/api/v1/documents/schema';

/** All that is known of a document: the report, and every page with its paragraphs, tables and places. */
export const documentModelSchema = z
  .object({
    schema: z.literal(MODEL_SCHEMA_PATH),
    model_version: z.literal(1),
    report: documentReportSchema,
    pages: z.array(pageJsonSchema),
  })
  .openapi('DocumentModel');

const HEAD = { schema: MODEL_SCHEMA_PATH, model_version: 1 } as const;

export const MODEL: z.infer<typeof documentModelSchema> = { ...HEAD, report: REPORT, pages: [PAGE] };

/** The JSON Schema (draft 2020-12) that every model is valid by. */
export const modelJsonSchema = (): unknown => z.toJSONSchema(documentModelSchema, { io: 'output' });

/** The model, page by page. */
export async function* modelOutput(
  read: ReadPages,
  { labels, jobId }: { labels: PageLabels; jobId: string },
  report: DocumentReportJson,
): AsyncGenerator<string> {
  yield `${JSON.stringify({ ...HEAD, report }).slice(0, -1)},"pages":[`;
  let between = '\n';
  for await (const stored of everyPage(read)) {
    yield `${between}${JSON.stringify(pageJson(stored, labels, jobId))}`;
    between = ',\n';
  }
  yield '\n]}\n';
}
