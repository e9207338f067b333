import { z } from '@hono/zod-openapi';
import { storable } from '../core/storable-text.ts';
import { SEALED } from '../jobs/sealed-input.ts';
import { AUTO, LANGUAGE_CODES, MOST_LANGUAGES } from './ocr/languages.ts';

const MOST_LIST_CHARACTERS = 2_000_000;
/** ISO 32000-2, 7.6.4.3.3, reads 127 bytes of it. */
const MOST_PASSWORD = 127;
const NAME = 'a name of at most 255 characters';

const sourceUrl = (allowLocal: boolean) =>
  z
    .url({
      protocol: allowLocal ? /^https?$/ : /^https$/,
      message: 'source_url must be an https URL, e.g. https://example.org/report.pdf.',
    })
    .max(2_000, 'source_url has at most 2,000 characters.');

/** `true` means `auto`, as it is hashed and stored: a request from before there was a choice is the same request. */
const ocrOption = z
  .literal([true, false, 'auto', 'force'], 'ocr is auto, force or false.')
  .transform((ocr) => (ocr === 'auto' ? true : ocr))
  .openapi({ type: ['boolean', 'string'], enum: [true, false, 'auto', 'force'] });

const options = {
  /** Run OCR, one step per page: `auto` on scanned and unreadable pages and pictures beside little text, `force` on all. */
  ocr: ocrOption.default(false),
  /** Languages for OCR, by Tesseract's code, the likeliest first; `auto` finds one for each page. */
  ocr_languages: z
    .array(z.enum([...LANGUAGE_CODES, AUTO], `ocr_languages has: ${[...LANGUAGE_CODES, AUTO].join(', ')}.`))
    .min(1)
    .max(MOST_LANGUAGES)
    .refine((asked) => asked.length === 1 || !asked.includes(AUTO), 'auto stands alone in ocr_languages.')
    .openapi('OcrLanguages')
    .default(['eng']),
  /** Opens a PDF that is protected by one. Stored sealed, until the job ends. */
  password: z
    .string('password is a text.')
    .min(1, 'password is not empty: leave it out where the PDF has none.')
    .max(MOST_PASSWORD, `password has at most ${MOST_PASSWORD} characters.`)
    .optional()
    .openapi({ format: 'password', writeOnly: true }),
  /** Word list, one word per line, most frequent first; its coverage of the document is reported. */
  frequency_list: z
    .string('frequency_list is a text with one word a line, most frequent first.')
    .overwrite(storable)
    .max(MOST_LIST_CHARACTERS, `frequency_list has at most ${MOST_LIST_CHARACTERS} characters.`)
    .optional(),
};

/**
 * Input of a document analysis: a stored file, or a URL to fetch one from.
 * @param rules with `allowLocal`, http URLs pass here; those of other machines are refused later
 */
export const documentInput = ({ allowLocal }: { allowLocal: boolean }) =>
  z
    .strictObject({
      document_id: z
        .string()
        .regex(/^doc_[\w-]{1,60}$/, 'document_id is written doc_… .')
        .optional(),
      source_url: sourceUrl(allowLocal).optional(),
      /** Name of a fetched file; by default the last part of the URL's path. */
      name: z.string(`name is ${NAME}.`).overwrite(storable).max(255, `name is ${NAME}.`).optional(),
      ...options,
    })
    .superRefine(({ document_id, source_url }, context) => {
      const count = [document_id, source_url].filter((each) => each !== undefined).length;
      if (count === 1) return;
      context.addIssue({
        code: 'custom',
        path: ['document_id'],
        message: 'Give either document_id or source_url.',
        params: { code: count === 0 ? 'missing' : 'several_sources' },
      });
    })
    .openapi('DocumentInput');
export type DocumentInput = z.infer<ReturnType<typeof documentInput>>;

/** The input as stored in the job's row; the word list is in `document_reports`. */
export const storedInputSchema = z.strictObject({
  document_id: z.string().nullable(),
  source_url: z.string().nullable(),
  name: z.string().nullable(),
  ocr: z.union([z.boolean(), z.literal('force')]),
  ocr_languages: z.array(z.string()),
  frequency_list: z.boolean(),
  /** Whether a password was given. */
  password: z.literal(true).optional(),
  /** The password; gone once the job has ended. */
  [SEALED]: z.string().optional(),
});
export type StoredInput = z.infer<typeof storedInputSchema>;
