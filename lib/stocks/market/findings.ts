import type { DataQuality, QualityCode } from './quality.ts';

const MESSAGES: Record<QualityCode, string> = {
  null_row: 'Rows without a price or a volume: dropped.',
  impossible_bar:
    'Rows with a price that is not positive, a high below the low, or an open or close outside them: dropped.',
  negative_volume: 'Rows with a volume below zero: dropped.',
  duplicate_day: 'A second row for one day: the later one is kept.',
  out_of_order: 'Rows out of order: sorted.',
  impossible_event: 'Dividends or splits that cannot be read or are not positive: left out.',
  unadjusted_split: 'Prices were not adjusted for a split: those before it have been.',
  unexplained_jump: 'The close moved by 20 % or more in a day without an event that explains it: kept.',
  gap: 'No bars for more than 10 calendar days after these: kept as it is.',
  zero_volume: 'Days without any volume: kept.',
  phantom_row: 'Rows without movement or volume, as providers make up for holidays: dropped.',
};

const SHOWN_DATES = 3;

/** Collects findings about one series, in the order in which each code first occurred. */
export interface Findings {
  /** @param date null if unknown. @param told said of the last occurrence, after the message. */
  add(code: QualityCode, date: string | null, told?: string): void;
  list(): DataQuality['findings'];
}

export function createFindings(): Findings {
  const found = new Map<QualityCode, { count: number; dates: string[]; told: string }>();
  return {
    add(code, date, told = '') {
      const { count, dates } = found.get(code) ?? { count: 0, dates: [] };
      const shown = date !== null && dates.length < SHOWN_DATES;
      found.set(code, { count: count + 1, dates: shown ? [...dates, date] : dates, told });
    },
    list: () =>
      [...found].map(([code, { count, dates, told }]) => ({
        ...{ code, count, dates },
        message: told === '' ? MESSAGES[code] : `${MESSAGES[code]} ${told}`,
      })),
  };
}
