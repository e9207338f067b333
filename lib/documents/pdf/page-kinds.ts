/**
 * What kind of page it is: `scanned` has pictures and no text to speak of; `unreadable` has text that is not what it
 * shows; `empty` has neither pictures nor text.
 */
export const PAGE_KINDS = ['text', 'scanned', 'mixed', 'empty', 'unreadable'] as const;
