/** Where a figure of this folder comes from; both are null if nobody has looked it up. */
export interface Sourced {
  /** Address of the page it was read from. */
  source: string | null;
  /** The day it applies from, where the page names one; else the day it was read. ISO 8601. */
  date: string | null;
}

/** When the pages that name no day were read. */
export const READ = '2026-11-29';
