import type { PageStateJson } from '../../../lib/documents/http/pages.ts';

/** What a page is, in words for people. */
export function kindOf({ kind, status }: Pick<PageStateJson, 'kind' | 'status'>): string {
  if (status === 'failed') return 'failed';
  if (status === 'pending') return 'not read yet';
  if (status === 'skipped') return 'not read';
  return {
    text: 'text',
    scanned: 'a picture',
    mixed: 'text and pictures',
    empty: 'empty',
    unreadable: 'unreadable',
  }[kind ?? 'text'];
}

/** A filter of the list of pages, as the address has it: a kind, a status, or `language:` with a tag. */
export function chosenStates(
  states: readonly PageStateJson[],
  only: string | undefined,
): readonly PageStateJson[] {
  if (only === undefined) return states;
  const language = /^language:(.+)$/.exec(only)?.[1];
  if (language !== undefined) return states.filter((state) => state.language === language);
  if (only === 'recognized') return states.filter((state) => state.ocr_confidence !== null);
  if (only === 'tables') return states.filter((state) => (state.tables ?? 0) > 0);
  return states.filter((state) => state.kind === only || state.status === only);
}
