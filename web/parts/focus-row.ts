/**
 * Moves the focus to the link of the next row of the page's list, or the one before: the first that is seen where none
 * has it. Rows are drawn only near the window, so the focus takes the window along.
 */
export function focusRow(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')].sort(
    (a, b) => Number(a.dataset['row']) - Number(b.dataset['row']),
  );
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = at < 0 ? rows.find((row) => row.getBoundingClientRect().top >= 0) : rows[at + by];
  next?.querySelector<HTMLElement>('a')?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

/** The checkbox of the row that has the focus. */
export function checkRow(): void {
  document.activeElement
    ?.closest('[data-row]')
    ?.querySelector<HTMLInputElement>('input[type=checkbox]')
    ?.click();
}
