import type { FurtherStep } from '../engine/analyzer.ts';
import type { PageKind } from './pdf/page.ts';
import type { FindingsName } from './report.ts';
import type { StoredInput } from './schema.ts';
import {
  againIn,
  type PageSpan,
  pageKey,
  rangeKey,
  recognitionKey,
  textKey,
  wholeKey,
} from './steps/step-keys.ts';

/** Positions of the stages. */
export const STAGES = { open: 0, pages: 1, rereading: 2, text: 3, analyses: 4, report: 5 } as const;

/** Names of the stages in the rows of steps. Jobs in flight know the stage that rereads pages as `ocr`. */
export const STAGE_NAMES = {
  open: 'open',
  pages: 'pages',
  rereading: 'ocr',
  text: 'text',
  analyses: 'analyses',
  report: 'report',
} as const satisfies Record<keyof typeof STAGES, string>;

/** Number of ranges that a document is read in: enough to run side by side, each short enough for one step. */
const RANGES = 12;
const SMALLEST_RANGE = 4;
const LARGEST_RANGE = 50;
/** Pages per `text` step. */
const TEXT_RANGE = 200;

function spansOf(pages: number, size: number): PageSpan[] {
  return Array.from({ length: Math.ceil(pages / size) }, (_, at) => ({
    from: at * size + 1,
    to: Math.min(pages, (at + 1) * size),
  }));
}

export const rangeStep = ({ from, to }: PageSpan): FurtherStep => ({
  stage: STAGES.pages,
  key: rangeKey({ from, to }),
  input: { from, to },
});

/**
 * Reads one page that its range could not read, so that its failure is a step of its own. It belongs to the next stage
 * because a step that adds several to its own stage would set the job's progress back.
 */
export const pageStep = (page: number): FurtherStep => ({
  stage: STAGES.rereading,
  key: pageKey(page),
  input: { page },
});

export const recognitionStep = (page: number): FurtherStep => ({
  stage: STAGES.rereading,
  key: recognitionKey(page),
  input: { page },
});

/** A page that is mostly picture and has more text than that is a scan whose text layer is whole. */
const MOST_BESIDE_PICTURE = 1_500;

/** Whether OCR is run on a page: with `force` on every page, as its text may be wrong in ways that nothing tells. */
export function isToBeRecognized(
  { kind, characters }: { kind: PageKind; characters: number },
  ocr: StoredInput['ocr'],
): boolean {
  if (ocr === 'force') return kind !== 'empty';
  if (kind === 'mixed') return ocr !== false && characters < MOST_BESIDE_PICTURE;
  return ocr && (kind === 'scanned' || kind === 'unreadable');
}

export function rangeSteps(pages: number): FurtherStep[] {
  const size = Math.min(LARGEST_RANGE, Math.max(SMALLEST_RANGE, Math.ceil(pages / RANGES)));
  return spansOf(pages, size).map(rangeStep);
}

/** The analyses of the whole document, in the order of the report. */
export function analysisNames({ frequency_list }: Pick<StoredInput, 'frequency_list'>): FindingsName[] {
  const always = ['keywords', 'summary', 'entities', 'readability'] as const;
  return frequency_list ? [...always, 'coverage'] : [...always];
}

export interface TextSpan extends PageSpan {
  /** Suffix of its key: see `againIn`. */
  again: string;
}

export const textStep = ({ from, to, again }: TextSpan): FurtherStep => ({
  stage: STAGES.text,
  key: textKey({ from, to }, again),
  input: { from, to, again },
});

/** Steps that need the whole document. `again` makes their keys new when they run again. */
export function wholeSteps(pages: number, input: StoredInput, again = ''): FurtherStep[] {
  return [
    ...spansOf(pages, TEXT_RANGE).map((span) => textStep({ ...span, again })),
    ...analysisNames(input).map((name) => ({
      stage: STAGES.analyses,
      key: wholeKey(name, again),
      input: { name },
    })),
    { stage: STAGES.report, key: wholeKey('report', again) },
  ];
}

/** State of a job when a step starts. */
export interface Standing {
  epoch: number;
  /** Null until the document is open. */
  pages: number | null;
  isReported: boolean;
}

/**
 * Steps to run again when a step finishes after the report was written, as in a retry: all that depend on it. Every
 * step of an epoch names the same keys, so they run once.
 */
export function refreshAfter(stage: number, standing: Standing, input: StoredInput): FurtherStep[] {
  if (!standing.isReported || standing.pages === null) return [];
  return wholeSteps(standing.pages, input, againIn(standing.epoch)).filter((step) => step.stage > stage);
}
