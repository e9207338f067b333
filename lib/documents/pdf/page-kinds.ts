/** What kind of page it is: `scanned` has pictures and no text to speak of; `empty` has neither. */
export const PAGE_KINDS = ['text', 'scanned', 'mixed', 'empty'] as const;
