/** Where a window of pages begins: they stand newest document first, then by job and page. */
export interface WindowStart {
  /** Of the report, microseconds since 1970. */
  createdMicros: string;
  jobId: string;
  page: number;
}

/** A place in the list of hits. */
export interface HitPlace {
  /** Null: the window of the newest documents. */
  window: WindowStart | null;
  /** The last hit of the window that was given; null: none yet. `rank` as PostgreSQL writes it. */
  after: { rank: string; jobId: string; page: number } | null;
}

export const FIRST_PLACE: HitPlace = { window: null, after: null };

/** Text of a place, as `placeText` writes it. */
export const PLACE_TEXT =
  /^(?=.)(?:([\d.e+-]{1,20}) (\S{1,40}) (\d{1,7}))?(?:,(\d{1,18}) (\S{1,40}) (\d{1,7}))?$/;

export function placeText({ window, after }: HitPlace): string {
  const hit = after === null ? '' : `${after.rank} ${after.jobId} ${after.page}`;
  return window === null ? hit : `${hit},${window.createdMicros} ${window.jobId} ${window.page}`;
}

/** The place that a text stands for, the first for none and for what is no place. */
export function placeOf(text: string | undefined): HitPlace {
  const [, rank, jobId, page, createdMicros, windowJob, windowPage] = PLACE_TEXT.exec(text ?? '') ?? [];
  const isHit = rank !== undefined && jobId !== undefined && Number.isFinite(Number(rank));
  const isWindow = createdMicros !== undefined && windowJob !== undefined;
  return {
    after: isHit ? { rank, jobId, page: Number(page) } : null,
    window: isWindow ? { createdMicros, jobId: windowJob, page: Number(windowPage) } : null,
  };
}
