/** Regular trading hours, in minutes after local midnight. */
interface Hours {
  opens: number;
  closes: number;
  /** Where and when they were looked up. */
  source: string;
  seen: string;
}

/** By the exchange's time zone. Early closes are not in it: such a bar counts as unfinished until the usual close. */
const HOURS: ReadonlyMap<string, Hours> = new Map([
  [
    'America/New_York',
    {
      opens: 9 * 60 + 30,
      closes: 16 * 60,
      source: 'https://beta.nyse.com/trade/trading-information',
      seen: '2026-11-29',
    },
  ],
  [
    'Asia/Kolkata',
    {
      opens: 9 * 60 + 15,
      closes: 15 * 60 + 30,
      source:
        'https://www.ndtvprofit.com/markets/stock-market-holidays-in-september-2025-nse-bse-to-remain-closed-for-eight-days-check-full-list',
      seen: '2026-11-29',
    },
  ],
]);

/** Regular hours of the shares traded in a time zone; null if nobody has looked them up. */
export function hoursIn(timeZone: string): Pick<Hours, 'opens' | 'closes'> | null {
  return HOURS.get(timeZone) ?? null;
}
