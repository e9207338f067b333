import type {
  IChartApiBase,
  IPrimitivePaneRenderer,
  ISeriesPrimitive,
  Logical,
  Time,
} from 'lightweight-charts';

type Target = Parameters<IPrimitivePaneRenderer['draw']>[0];

/** A plan in the units of the chart. */
export interface PlanBox {
  entry: number;
  stop: number;
  target: number;
  /** The bar that it was decided on, counted from the first, and how many later it ends. */
  from: number;
  bars: number;
}

interface Colours {
  gain: string;
  risk: string;
}

/** Of the fill; the edge is drawn whole. */
const OPACITY = 0.16;
const HATCH = 6;

/** From the entry to the target and, hatched, from the entry to the stop, for as long as the plan holds. */
export function planBox(plan: PlanBox, { gain, risk }: Colours): ISeriesPrimitive<Time> {
  let chart: Pick<IChartApiBase, 'timeScale'> | null = null;
  let heightOf: (price: number) => number | null = () => null;
  const draw = (target: Target) =>
    target.useMediaCoordinateSpace(({ context }) => {
      const at = (bar: number) => chart?.timeScale().logicalToCoordinate(bar as Logical) ?? null;
      const [x, end] = [at(plan.from), at(plan.from + plan.bars)];
      const [entry, stop, aim] = [plan.entry, plan.stop, plan.target].map((price) => heightOf(price));
      if (x === null || end === null || entry == null || stop == null || aim == null) return;
      box(context, { x, y: entry, width: end - x, height: aim - entry }, gain, false);
      box(context, { x, y: entry, width: end - x, height: stop - entry }, risk, true);
    });
  const views = [{ zOrder: () => 'bottom' as const, renderer: () => ({ draw }) }];
  return {
    attached: ({ chart: within, series }) => {
      chart = within;
      heightOf = (price) => series.priceToCoordinate(price);
    },
    detached: () => {
      chart = null;
    },
    paneViews: () => views,
  };
}

interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

function box(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: Rect,
  colour: string,
  isHatched: boolean,
) {
  context.save();
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.strokeRect(x, y, width, height);
  context.globalAlpha = OPACITY;
  if (!isHatched) context.fillRect(x, y, width, height);
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.globalAlpha = 3 * OPACITY;
  const tall = Math.abs(height);
  const top = Math.min(y, y + height);
  context.beginPath();
  for (let from = -tall; isHatched && from < width; from += HATCH) {
    context.moveTo(x + from, top + tall);
    context.lineTo(x + from + tall, top);
  }
  context.stroke();
  context.restore();
}
