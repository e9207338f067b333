import { describe, expect, test } from 'vitest';
import { changed, spotOf, toSpot } from '../../../../web/pages/document/address.ts';

const parsed = (href: string): Record<string, string> => Object.fromEntries(new URLSearchParams(href));

describe('an address of a place', () => {
  test('leads back to the place, and keeps a shared link and the open pane', () => {
    const place = {
      page: 12,
      at: 'p12-9f86d081',
      box: { x0: 1.26, y0: 2, x1: 30, y1: 40.5 },
      mark: 'salt & sea',
    };
    const href = toSpot({ share: 'token', side: 'summary', page: '3', at: 'p3-aa', mark: 'old' }, place);
    expect(spotOf(parsed(href))).toEqual({ ...place, box: { ...place.box, x0: 1.3 } });
    expect(parsed(href)).toMatchObject({ share: 'token', side: 'summary' });
  });

  test('leaves the last place behind', () => {
    const href = toSpot({ at: 'p3-aa', box: '1,2,3,4', mark: 'old', find: 'salt' }, { page: 4 });
    expect(parsed(href)).toEqual({ page: '4', find: 'salt' });
  });

  test('finds the page by the id of a paragraph alone', () => {
    expect(spotOf({ at: 'p104-9f86d081' }).page).toBe(104);
  });

  test('takes what cannot be read for nothing', () => {
    for (const box of ['', '1,2,3', '1,2,3,x', '1,,3,4', 'NaN,1,2,3']) expect(spotOf({ box }).box).toBeNull();
    for (const page of ['0', '-1', '1e9', 'two', '1.5']) expect(spotOf({ page }).page).toBe(1);
  });

  test('drops what is taken out', () => {
    expect(changed({ find: 'x' }, { find: null })).toBe('?');
    expect(changed({}, { box: '1,2,3,4' })).toBe('?box=1,2,3,4');
  });
});
