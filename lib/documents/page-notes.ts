import { HIDDEN_REASONS, type HiddenCounts, type HiddenReason } from './pdf/hidden-reasons.ts';
import type { BrokenFont, UnreadableReason } from './pdf/unreadable-reasons.ts';
import type { LeftOut } from './records/stored-page.ts';

/** Why text is not shown, after the number of its characters. */
const HIDDEN: Record<HiddenReason, string> = {
  outside: 'outside the page',
  layer: 'in a layer that is off',
  invisible: 'without ink',
  colour: 'in the colour of what is beneath',
  covered: 'under something painted over it',
  clipped: 'cut away',
  tiny: 'smaller than a point',
};

/** Why a text layer cannot be read, as part of a sentence. */
export const UNREADABLE: Record<UnreadableReason, string> = {
  unmapped: 'its fonts do not say which characters they draw',
  misnamed: 'its fonts draw other letters than they name',
  improbable: 'no language is written with its letters',
};

/** `12 characters in a layer that is off and 3 outside the page`; null if there are none. */
export function hiddenIn(counts: readonly HiddenCounts[]): string | null {
  const parts = HIDDEN_REASONS.flatMap((reason) => {
    const count = counts.reduce((sum, each) => sum + (each[reason] ?? 0), 0);
    return count > 0 ? [{ count, what: HIDDEN[reason] }] : [];
  });
  const [first, ...others] = parts.toSorted((a, b) => b.count - a.count);
  if (!first) return null;
  const head = `${first.count} ${first.count === 1 ? 'character' : 'characters'} ${first.what}`;
  return new Intl.ListFormat('en').format([head, ...others.map(({ count, what }) => `${count} ${what}`)]);
}

/** `120 characters in the font X`; null if there are none. */
export function brokenIn(fonts: readonly BrokenFont[]): string | null {
  const byName = Map.groupBy(fonts, ({ font }) => font);
  const parts = [...byName].map(([font, own]) => {
    const count = own.reduce((sum, { characters }) => sum + characters, 0);
    return `${count} characters in ${font === '' ? 'a font without a name' : `the font ${font}`}`;
  });
  return parts.length === 0 ? null : new Intl.ListFormat('en').format(parts);
}

/** Notes on what one page's file says and the page does not show. */
export function pageNotes({ hidden, unreadable, brokenFonts = [] }: LeftOut): string[] {
  const left = hiddenIn([hidden]);
  const broken = brokenIn(brokenFonts);
  return [
    ...(broken === null ? [] : [`Cannot be read, and left out: ${broken}.`]),
    ...(unreadable ? [`The text layer cannot be read: ${UNREADABLE[unreadable]}.`] : []),
    ...(left === null ? [] : [`Not shown, and left out: ${left}.`]),
  ];
}
