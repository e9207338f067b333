const calendar = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** A day of an exchange's calendar, which has no zone: `2025-12-31` → `31 Dec 2025`. */
export const day = (iso: string): string => calendar.format(new Date(`${iso}T00:00:00Z`));
