import {
  CandlestickSeries,
  ColorType,
  createChart,
  HistogramSeries,
  type IChartApi,
  LineStyle,
} from 'lightweight-charts';
import type { StockResultJson } from '../../lib/stocks/http/result-json.ts';
import { type PlanBox, planBox } from './plan-box.ts';

type Bars = NonNullable<StockResultJson['raw']>;

export interface Drawing {
  bars: Bars;
  /** Prices to draw as lines. */
  levels: readonly { name: string; price: number; dashed: boolean }[];
  /** Null: there is no plan, or nobody said when it ends. */
  plan: PlanBox | null;
  /** First day to show. */
  from: string;
}

/** A token's colour as the chart's own parser reads it, which knows neither oklch nor light-dark. */
function colour(within: HTMLElement, token: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  within.append(probe);
  const computed = getComputedStyle(probe).color;
  probe.remove();
  const canvas = document.createElement('canvas').getContext('2d');
  if (!canvas) return '#888888';
  canvas.fillStyle = computed;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}

function chartIn(box: HTMLElement): IChartApi {
  const line = colour(box, '--n2');
  const edge = colour(box, '--n3');
  return createChart(box, {
    autoSize: true,
    layout: {
      // The logo would add a <style>, which the page's policy forbids; the page names TradingView with a link.
      attributionLogo: false,
      background: { type: ColorType.Solid, color: colour(box, '--n0') },
      textColor: colour(box, '--n7'),
      fontSize: 11,
    },
    grid: { vertLines: { color: line }, horzLines: { color: line } },
    rightPriceScale: { borderColor: edge },
    timeScale: { borderColor: edge },
    handleScroll: { mouseWheel: false },
    handleScale: { mouseWheel: false },
  });
}

/** Draws the bars with their volume and levels. @returns what removes it */
export function drawCandles(box: HTMLElement, { bars, levels, plan, from }: Drawing): () => void {
  const chart = chartIn(box);
  const ink = colour(box, '--n9');
  const accent = colour(box, '--accent');
  // Rising bars are hollow and falling ones filled: the hue is not needed to tell them apart.
  const candles = chart.addSeries(CandlestickSeries, {
    upColor: colour(box, '--n0'),
    downColor: ink,
    borderColor: ink,
    wickColor: ink,
    priceLineVisible: false,
  });
  const { dates, open, high, low, close, volume } = bars;
  const at = (column: readonly number[], i: number) => column[i] ?? 0;
  candles.setData(
    dates.map((time, i) => ({
      time,
      open: at(open, i),
      high: at(high, i),
      low: at(low, i),
      close: at(close, i),
    })),
  );
  const volumes = chart.addSeries(HistogramSeries, {
    priceScaleId: '',
    priceFormat: { type: 'volume' },
    color: colour(box, '--n3'),
    lastValueVisible: false,
    priceLineVisible: false,
  });
  volumes.priceScale().applyOptions({ scaleMargins: { top: 0.85, bottom: 0 } });
  volumes.setData(dates.map((time, i) => ({ time, value: at(volume, i) })));
  for (const { name, price, dashed } of levels) {
    const lineStyle = dashed ? LineStyle.Dashed : LineStyle.Solid;
    candles.createPriceLine({ price, title: name, color: accent, lineWidth: 1, lineStyle });
  }
  if (plan) candles.attachPrimitive(planBox(plan, { gain: accent, risk: colour(box, '--bad') }));
  // The days of the plan come after the last bar, so they are counted and have no dates.
  const first = Math.max(0, dates.indexOf(from));
  chart.timeScale().setVisibleLogicalRange({ from: first, to: dates.length - 1 + (plan?.bars ?? 0) });
  return () => chart.remove();
}
