import { expect, test } from 'vitest';
import { localTimes } from '../../../lib/profiles/analyses/local-time.ts';

const HOUR_MS = 3_600_000;

test.each(['Europe/Berlin', 'Australia/Lord_Howe', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia'])(
  'every quarter of an hour around a change of clocks in %s is what Intl says',
  (timeZone) => {
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    const clock = localTimes(timeZone);
    for (const start of [
      '2011-12-29',
      '2025-03-29',
      '2025-04-05',
      '2025-10-04',
      '2025-10-25',
      '2025-11-01',
    ]) {
      for (let ms = Date.parse(start); ms < Date.parse(start) + 60 * HOUR_MS; ms += HOUR_MS / 4) {
        const { date, hour } = clock(ms);
        expect(`${date} ${String(hour).padStart(2, '0')}`).toBe(format.format(ms).slice(0, 13));
      }
    }
  },
);
