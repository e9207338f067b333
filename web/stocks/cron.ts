const DAYS = { daily: '*', weekdays: '1-5', weekly: '1' } as const;
export type Rhythm = keyof typeof DAYS;

/** A cron line for a time of day (`HH:MM`): every day, on weekdays, or on Mondays. */
export function cronOf(time: string, rhythm: Rhythm): string {
  const [hour = '0', minute = '0'] = time.split(':');
  return `${Number(minute)} ${Number(hour)} * * ${DAYS[rhythm]}`;
}

const SAID: Readonly<Record<string, string>> = {
  '*': 'every day',
  '1-5': 'Monday to Friday',
  '1': 'every Monday',
};

/** A cron line as people say it, where it is of those kinds; else as it is written. */
export function cronInWords(cron: string): string {
  const [minute = '', hour = '', date, month, weekday = ''] = cron.split(' ');
  const said = SAID[weekday];
  const plain = /^\d+$/.test(minute) && /^\d+$/.test(hour) && date === '*' && month === '*';
  if (!plain || said === undefined) return cron;
  return `${said} at ${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
}
