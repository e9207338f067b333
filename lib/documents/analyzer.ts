import { type Analyzer, defineAnalyzer, type Stage } from '../engine/analyzer.ts';
import type { DocumentJob, DocumentWorld } from './document-job.ts';
import { againOf, checkSource, hashedInput, keepGiven, resolveDocument, shownInput } from './given.ts';
import { checkInstalled, installedLanguages } from './ocr/languages.ts';
import { STAGE_NAMES, STAGES } from './plan.ts';
import { sameAnalysis } from './records/same-analysis.ts';
import { writeFindings, writeOpened, writePages, writeReport, writeTexts } from './records/write.ts';
import { type DocumentInput, documentInput, type StoredInput, storedInputSchema } from './schema.ts';
import { analyzeDocument } from './steps/analyses-step.ts';
import { fetchSource } from './steps/fetch-step.ts';
import { recognizePage } from './steps/ocr-step.ts';
import { openDocument } from './steps/open-step.ts';
import { PAGES_TIMEOUT_MS, readAlone, readRange } from './steps/pages-step.ts';
import { writeUp } from './steps/report-step.ts';
import { FETCH_KEY, isPageKey, OPEN_KEY } from './steps/step-keys.ts';
import { sessionsOver } from './steps/stored-sessions.ts';
import { writeText } from './steps/text-step.ts';
import { type Wholes, wholesOver } from './steps/wholes.ts';

const VERSION = 1;
const DEADLINE_SECONDS = 6 * 3600;
/**
 * Lease of a step in each stage. Steps of a killed function resume only when their leases end, so each is as short as
 * its stage allows.
 */
const TIMEOUT_MS = {
  open: 120_000,
  pages: PAGES_TIMEOUT_MS,
  rereading: 60_000,
  text: 60_000,
  analyses: 120_000,
  report: 20_000,
};
/** Analyses share one thread; more than it works on would only wait with a lease. */
const ANALYSES_AT_ONCE = 3;
const DISCLAIMER =
  'This was read by a program: text, tables and figures can be wrong or missing. Check what matters against the document itself.';

export type DocumentOptions = Omit<DocumentWorld, 'discard' | 'languages'> &
  Partial<Pick<DocumentWorld, 'discard' | 'languages'>>;

function stage<Rec>(
  key: keyof typeof STAGES,
  share: number,
  own: Pick<Stage<Rec>, 'concurrency' | 'run' | 'write'>,
): Stage<Rec> {
  // What rests on a page that is read again gets new keys: `refreshAfter`.
  return {
    name: STAGE_NAMES[key],
    share,
    timeoutMs: TIMEOUT_MS[key],
    provider: null,
    standsAlone: true,
    ...own,
  };
}

/** Stages that read the document page by page. */
function readingStages(job: DocumentJob) {
  const { ocr } = job.input;
  return [
    stage('open', 0.03, {
      concurrency: 1,
      run: ({ key }, context) => (key === FETCH_KEY ? fetchSource(job, context) : openDocument(job, context)),
      write: writeOpened,
    }),
    stage('pages', ocr ? 0.55 : 0.75, {
      concurrency: 2,
      run: (step, context) => readRange(job, step, context),
      write: writePages,
    }),
    stage('rereading', ocr ? 0.2 : 0, {
      concurrency: 1,
      run: (step, context) => (isPageKey(step.key) ? readAlone : recognizePage)(job, step, context),
      write: writePages,
    }),
  ];
}

/** Stages that need the whole document. */
function wholeStages(job: DocumentJob & { wholes: Wholes }) {
  return [
    stage('text', 0.1, {
      concurrency: 8,
      run: (step, context) => writeText(job, step, context),
      write: writeTexts,
    }),
    stage('analyses', 0.1, {
      concurrency: ANALYSES_AT_ONCE,
      run: (step, context) => analyzeDocument(job, step, context),
      write: writeFindings,
    }),
    stage('report', 0.02, { concurrency: 1, run: (_, context) => writeUp(job, context), write: writeReport }),
  ];
}

/** The file → its pages in ranges → scanned pages recognized → its text → analyses side by side → report. */
export function createDocumentAnalyzer(options: DocumentOptions): Analyzer<DocumentInput> {
  const world: DocumentWorld = {
    discard: async () => {},
    languages: installedLanguages(),
    ...options,
  };
  const shared = { sessions: sessionsOver(world), wholes: wholesOver(world) };
  return defineAnalyzer({
    kind: 'document',
    version: VERSION,
    deadlineSeconds: DEADLINE_SECONDS,
    disclaimer: DISCLAIMER,
    input: documentInput(world),
    stored: storedInputSchema,
    check: (input) => {
      checkSource(input, world);
      if (input.ocr) checkInstalled(input.ocr_languages, world.languages);
    },
    resolve: (input, owner) => resolveDocument(input, owner, world),
    sameResult: (input, owner) => sameAnalysis(world.db, owner, { input, version: VERSION }),
    hashed: (input) => hashedInput(input, world.passwords),
    keep: (input) => keepGiven(input, world.passwords),
    again: againOf,
    shown: shownInput,
    open: (input: StoredInput) => {
      const job = { ...world, ...shared, input };
      const first = input.source_url === null ? OPEN_KEY : FETCH_KEY;
      return {
        stages: [...readingStages(job), ...wholeStages(job)],
        plan: () => [{ stage: STAGES.open, key: first }],
      };
    },
  });
}
