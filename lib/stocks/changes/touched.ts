import { type SQL, sql } from 'drizzle-orm';

/**
 * Lateral `w`: what the bars of result `f` say of the plan that baseline `b` follows. All null without a plan, and
 * for one whose first days are no longer among the bars.
 *
 * - `factor` turns prices of the plan's day into those of the bars, across splits.
 * - Only bars after the plan's day count, as many as its time limit.
 * - The entry is touched by a low at or below it; the stop likewise. A high at or above the target counts after the
 *   day of the entry, and on that day if it opened at or below the entry: else nobody knows which came first.
 * - Of stop and target only the one that is touched first; on one day the stop, as in `evidence/trades.ts`.
 * - `follows`: neither is touched, and no bar lies beyond the time limit.
 */
export const TOUCHED: SQL = sql`lateral (
    with price as (
      select b.plan_entry / factor as entry, b.plan_stop / factor as stop, b.plan_target / factor as target
      from (select coalesce((select u.factor from unnest(f.dates, f.factors) as u(day, factor)
        where u.day <= b.plan_as_of order by u.day desc limit 1), 1) as factor) x
    ), bar as (
      select u.*, row_number() over (order by u.day) as n
      from unnest(f.dates, f.opens, f.highs, f.lows) as u(day, open, high, low) where u.day > b.plan_as_of
    ), lived as (
      select bar.*, bar.low <= price.entry as enters, bar.low <= price.stop as stops, bar.high >= price.target as aims,
        bar.open <= price.entry as opens_below
      from bar, price where bar.n <= b.plan_bars
    ), entered as (
      select coalesce(b.entered_on, min(day) filter (where enters)) as day from lived
    ), ends as (
      select min(l.day) filter (where l.stops) as stop_on, min(l.day) filter (where l.aims
        and (l.day > e.day or (l.day = e.day and l.opens_below))) as target_on
      from lived l, entered e
    )
    select price.*, entered.day as entered_on,
      case when stop_on <= coalesce(target_on, 'infinity') then stop_on end as stop_on,
      case when target_on < coalesce(stop_on, 'infinity') then target_on end as target_on,
      coalesce(stop_on, target_on) is null and (select count(*) from bar) <= b.plan_bars as follows
    from price, entered, ends where b.plan_as_of >= f.dates[1]
  ) w`;
