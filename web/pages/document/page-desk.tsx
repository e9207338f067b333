import type { Signal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { PageJson } from '../../../lib/documents/http/page-json.ts';
import type { PageStateJson } from '../../../lib/documents/http/pages.ts';
import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { type Resource, useResource, type Watched } from '../../api/resource.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { languageName } from '../../parts/say.ts';
import { useImage } from '../../parts/use-image.ts';
import { isOver } from '../../words/status.ts';
import type { Spot } from './address.ts';
import { Annotations } from './annotations.tsx';
import { blocksOf, continuedOn, isDrawn } from './blocks.ts';
import { TextPane } from './text-pane.tsx';
import { XRay } from './x-ray.tsx';

interface PageDeskProps {
  job: JobJson;
  /** Of the stored file, of which pages are drawn. */
  documentId: string | null;
  isKept: boolean;
  state: PageStateJson | null;
  spot: Spot;
  told: Signal<string | null>;
}

/** One page, drawn and as text, or why it is not there. */
export function PageDesk({ job, documentId, isKept, state, spot, told }: PageDeskProps) {
  const { query } = useLocation();
  const isRead = state?.status === 'read';
  const path = (number: number): string => `/api/v1/jobs/${job.id}/pages/${number}`;
  const isFinal = isOver(job.status);
  const page = useResource<PageJson>(isRead ? path(spot.page) : null, {
    live: !isFinal,
    ended: ({ paragraphs }) => paragraphs !== null,
  });
  const before = useResource<PageJson>(isRead && isFinal && spot.page > 1 ? path(spot.page - 1) : null, {
    live: false,
  });
  const asked = query['view'] === 'page' ? spot.page : null;
  const picture = usePicture(isKept ? documentId : null, asked, told);
  const shown = useKept(page);
  if (!isRead) return <Absent state={state} spot={spot} />;
  return (
    <Loaded of={shown}>
      {(found) => (
        <Panes
          job={job}
          page={found}
          before={before.value}
          spot={found.page === spot.page ? spot : { page: found.page, at: null, box: null, mark: null }}
          query={query}
          picture={found.page === spot.page ? picture : null}
        />
      )}
    </Loaded>
  );
}

/** What was there stays until what comes next has come, so that turning a page does not flicker. */
function useKept<T>(of: Watched<T>): Watched<T> {
  const last = useRef<T | null>(null);
  const { data, fault } = of.value;
  if (data !== null) last.current = data;
  return data === null && fault === null ? { ...of, value: { ...of.value, data: last.current } } : of;
}

interface PanesProps {
  job: JobJson;
  page: PageJson;
  before: Resource<PageJson>;
  spot: Spot;
  query: Readonly<Record<string, string>>;
  picture: string | null;
}

function Panes({ job, page, before, spot, query, picture }: PanesProps) {
  const earlier = before.data?.page === page.page - 1 ? before.data : null;
  const blocks = useMemo(
    () => [...(earlier ? continuedOn(page.page, [earlier]) : []), ...blocksOf(page)],
    [page, earlier],
  );
  return (
    <>
      {isDrawn(page) && (
        <section class="pane drawing" aria-label="The page">
          <XRay page={page} blocks={blocks} spot={spot} query={query} picture={picture} />
        </section>
      )}
      <section class="pane words" aria-label="Text of the page">
        <h2 class="unseen">Text of page {page.label ?? page.page}</h2>
        <Said page={page} />
        <TextPane jobId={job.id} page={page} blocks={blocks} spot={spot} query={query} />
        <Annotations page={page} />
      </section>
    </>
  );
}

/** What there is to know of a page before its text. */
function Said({ page }: { page: PageJson }) {
  const { kind, language, ocr_confidence: sure, notes, words } = page;
  const what = [
    kind === 'scanned' && words === 0 && 'This page is a picture. Read it again with OCR to get its text.',
    kind === 'empty' && 'This page is empty.',
    kind === 'unreadable' && sure === null && 'The text of this page cannot be read.',
    sure !== null && `Recognized from its picture; the engine is ${Math.round(sure)} % sure of its words.`,
    language !== null && `In ${languageName(language)}.`,
    ...notes,
  ].filter((each) => typeof each === 'string');
  return <p class="minor">{what.join(' ')}</p>;
}

/** In place of a page that was not read. */
function Absent({ state, spot }: { state: PageStateJson | null; spot: Spot }) {
  const why =
    state === null
      ? `There is no page ${spot.page}.`
      : (state.error?.message ??
        (state.status === 'pending'
          ? `Page ${spot.page} has not been read yet. It appears here when it is.`
          : `Page ${spot.page} was not read before the job ended.`));
  return (
    <section class="pane absent" aria-label="The page">
      <p role="status">{why}</p>
    </section>
  );
}

/** Enough for a sharp page at the width of a pane. */
const PIXELS = 1_400;

/**
 * The address of a picture of a page that the service draws: with the engine that made the boxes, so that they fit,
 * and without two megabytes of it in the browser.
 */
function usePicture(
  documentId: string | null,
  page: number | null,
  told: Signal<string | null>,
): string | null {
  const isThere = documentId !== null && page !== null;
  const { url, fault } = useImage(
    isThere ? `/api/v1/documents/${documentId}/pages/${page}/image?width=${PIXELS}` : null,
  );
  useEffect(() => {
    if (page === null || url !== null) told.value = null;
    else if (documentId === null)
      told.value = 'The file is no longer kept, so the page itself cannot be shown.';
    else
      told.value = fault === null ? 'The page is being drawn…' : `The page itself cannot be shown: ${fault}`;
  }, [documentId, page, url, fault, told]);
  return url;
}
