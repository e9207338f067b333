import { describe, expect, test } from 'vitest';
import type { PageStateJson } from '../../../../lib/documents/http/pages.ts';
import { chosenStates, kindOf } from '../../../../web/pages/document/chosen-states.ts';

const state = (page: number, changes: Partial<PageStateJson> = {}): PageStateJson => ({
  ...{ page, kind: 'text', status: 'read', language: 'en', words: 10, images: 0, tables: 0 },
  ...{ ocr_confidence: null, error: null },
  ...changes,
});
const STATES = [
  state(1),
  state(2, { kind: 'scanned', language: null, ocr_confidence: 81 }),
  state(3, { kind: null, status: 'failed' }),
  state(4, { language: 'de', tables: 2 }),
];

describe('pages', () => {
  test.each([
    [undefined, [1, 2, 3, 4]],
    ['text', [1, 4]],
    ['failed', [3]],
    ['recognized', [2]],
    ['tables', [4]],
    ['language:de', [4]],
    ['nothing', []],
  ])('are chosen by what they are: %s', (only, pages) => {
    expect(chosenStates(STATES, only).map(({ page }) => page)).toEqual(pages);
  });

  test('are told in words for people', () => {
    expect(STATES.map(kindOf)).toEqual(['text', 'a picture', 'failed', 'text']);
    expect(kindOf({ kind: null, status: 'pending' })).toBe('not read yet');
  });
});
