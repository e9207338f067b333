import { z } from '../../http/route.ts';
import { amountUnit } from '../money/currencies.ts';

const figure = z.number().nullable();

/** How much of a security the plan buys, and how much of it is traded. */
export const sizeSchema = {
  shares: figure.openapi({ description: 'Whole but for coins.' }),
  shares_reason: z.string().nullable().openapi({ description: 'Why a plan has no shares.' }),
  volume: figure.openapi({ description: 'Median of 20 days; null if not counted.' }),
  volume_share_percent: figure.openapi({ description: 'Part of `volume` that the plan takes.' }),
  turnover: figure.openapi({ description: 'Median of 20 days.' }),
  turnover_currency: z.string().nullable(),
};

interface Row {
  currency: string;
  shares: number | null;
  quantity: number | null;
  sharesReason: string | null;
  volume: number | null;
  turnover: number | null;
}

const rounded = (percent: number): number => Math.round(percent * 10_000) / 10_000;

export function sizeJson({ currency, shares: whole, quantity, sharesReason, volume, turnover }: Row) {
  const shares = quantity ?? whole;
  return {
    shares,
    shares_reason: sharesReason,
    volume,
    volume_share_percent: shares !== null && volume ? rounded((100 * shares) / volume) : null,
    turnover,
    turnover_currency: amountUnit(currency)?.currency ?? null,
  };
}
