import { z } from '../../http/route.ts';
import { withoutOrderBoxes } from '../order-box.ts';
import { labelled } from '../output/page-labels.ts';
import { Chains } from '../output/table-chains.ts';
import type { FiguresOfPage } from '../records/figures.ts';
import type { DocumentOfJob } from '../records/queries.ts';
import {
  type Findings,
  type FindingsOfJob,
  findingsSchemas,
  infoSchema,
  keptReportSchema,
} from '../report.ts';
import { attachedFileJson, attachedFilesSchema } from './attached-file-json.ts';
import { figureJsonSchema, figuresJson } from './figure-json.ts';
import { labelSchema, placeJsonSchema } from './place-json.ts';

const { structure, keywords, summary, entities, readability, coverage } = findingsSchemas;
const { sections, tables, languages, repeated_lines } = structure.shape;
const info = infoSchema.shape;
const kept = keptReportSchema.shape;

/** Analyses that run for every document. */
const ANALYSES = ['structure', 'keywords', 'summary', 'entities', 'readability'];

const outlineSchema = info.outline.element.extend({ label: labelSchema });

const documentSchema = z.object({
  id: z.string().nullable().openapi({ description: 'Null if the file is no longer kept.' }),
  name: z.string().nullable(),
  size: z.int().nullable().openapi({ description: 'Bytes.' }),
  sha256: z.string().nullable(),
  source_url: z.string().nullable(),
  pages: info.pages.nullable(),
  version: info.version,
  encrypted: info.encrypted.nullable(),
  permissions: info.permissions.nullable(),
  metadata: info.metadata.nullable(),
  outline: z.array(outlineSchema).nullable(),
  attachments: info.attachments.nullable(),
  files: attachedFilesSchema.optional().openapi({ description: 'That are attached.' }),
  form: info.form.nullable(),
  kind: info.kind,
});

const tableSchema = placeJsonSchema.extend({
  ...tables.element.omit({ page: true, box: true, continues: true }).shape,
  parts: z
    .array(placeJsonSchema.extend({ table: z.int() }))
    .optional()
    .openapi({
      description: 'Of a table over several pages.',
    }),
});

/** Tables over several pages once, where they begin. */
function tablesJson(found: Findings<'structure'>['tables']): z.infer<typeof tableSchema>[] {
  return new Chains(found).all().flatMap(({ parts }) => {
    const [first, ...more] = parts;
    if (!first) return [];
    const { continues: _own, ...table } = first;
    if (more.length === 0) return [table];
    const rows = more.reduce(
      (sum, each) => sum + each.rows - (each.continues?.heads ?? 0) - (each.continues?.split ? 1 : 0),
      table.rows,
    );
    const spanning = parts.some((each) => each.spanning);
    return [{ ...table, rows, spanning, parts: parts.map(({ page, box, table }) => ({ page, box, table })) }];
  });
}

const sectionSchema = sections.element.omit({ start: true, end: true }).extend({ label: labelSchema });
const labels = z.array(z.string()).optional();
const sentence = { text: z.string(), rank: z.int() };
const summarySchema = placeJsonSchema.extend({
  ...sentence,
  continued: z.array(placeJsonSchema),
  paragraph: summary.shape.sentences.element.shape.paragraph,
});
const coverageSchema = coverage.omit({ found: true, uncovered: true }).extend({
  learning_set: z.array(
    placeJsonSchema.extend({ ...sentence, new_words: z.array(z.string()), covered: z.number() }),
  ),
});

export const documentReportSchema = z
  .object({
    document: documentSchema.openapi({
      description: 'The file and its metadata; fields are null if it could not be opened.',
    }),
    pages: kept.pages.nullable().openapi({ description: 'Counts; null if the job ended before its report.' }),
    words: kept.words.nullable(),
    notes: kept.notes,
    sections: z.array(sectionSchema).nullable(),
    tables: z.array(tableSchema).nullable(),
    figures: z.array(figureJsonSchema).optional(),
    languages: languages.nullable(),
    repeated_lines: repeated_lines.nullable(),
    keywords: z.array(keywords.shape.keywords.element.extend({ labels })).nullable(),
    summary: z.array(summarySchema).nullable(),
    readability: readability.nullable(),
    entities: z.array(entities.shape.entities.element.extend({ labels })).nullable(),
    coverage: coverageSchema.nullable().openapi({
      description: 'Null without a frequency_list. The words are available as CSV with part=coverage.',
    }),
    missing: z.array(z.string()).openapi({
      description: 'Analyses that are missing because their step failed or never ran.',
    }),
  })
  .openapi('DocumentReport');
export type DocumentReportJson = z.infer<typeof documentReportSchema>;

function documentJson(stored: DocumentOfJob, sourceUrl: string | null) {
  const { documentId, name, size, sha256, info: said } = stored;
  return {
    ...{ id: documentId, name, size, sha256, source_url: sourceUrl },
    pages: said?.pages ?? null,
    version: said?.version ?? null,
    encrypted: said?.encrypted ?? null,
    permissions: said?.permissions ?? null,
    metadata: said?.metadata ?? null,
    outline: said?.outline ?? null,
    attachments: said?.attachments ?? null,
    form: said?.form ?? null,
    ...(said?.files ? { files: attachedFileJson(documentId, said.files) } : {}),
    ...(said?.kind ? { kind: said.kind } : {}),
  };
}

function structureJson(found: FindingsOfJob['structure']) {
  return {
    sections: found?.sections.map(({ title, level, page, path }) => ({ title, level, page, path })) ?? null,
    tables: found ? tablesJson(found.tables) : null,
    languages: found?.languages ?? null,
    repeated_lines: found?.repeated_lines ?? null,
  };
}

function coverageJson(found: FindingsOfJob['coverage']) {
  if (!found) return null;
  const { found: _found, uncovered: _uncovered, ...figures } = found;
  return figures;
}

/** The known parts of a document's report; complete once the report is stored. */
export function documentReportJson(
  stored: DocumentOfJob,
  { figures, ...findings }: FindingsOfJob & { figures: FiguresOfPage[] },
  sourceUrl: string | null,
): DocumentReportJson {
  const { report, jobId } = stored;
  const there = new Set(Object.keys(findings));
  const told = {
    document: documentJson(stored, sourceUrl),
    pages: report?.pages ?? null,
    words: report?.words ?? null,
    notes: report?.notes ?? [],
    ...structureJson(findings.structure),
    figures: figures.flatMap(({ page, figures: own }) => figuresJson(jobId, page, own)),
    keywords: findings.keywords?.keywords ?? null,
    summary: findings.summary?.sentences ?? null,
    readability: findings.readability ?? null,
    entities: findings.entities?.entities ?? null,
    coverage: coverageJson(findings.coverage),
    missing: (report?.analyses ?? ANALYSES).filter((name) => !there.has(name)),
  };
  return labelled(stored.info?.kind ? withoutOrderBoxes(told) : told, stored.info?.labels ?? null);
}
