import { collected } from '../pages.ts';
import type { Job, ResultQuery, StockResult } from '../shapes.ts';
import type { Invocation } from './command.ts';
import { table } from './table.ts';

const figure = (value: number | null): string =>
  value === null ? '–' : String(Number(value.toPrecision(6)));

function stockRow({
  asked_for,
  verdict,
  score,
  close,
  currency,
  entry,
  stop,
  target,
  as_of,
  data_source,
}: StockResult) {
  const plan = entry === null ? '–' : `${figure(entry)} / ${figure(stop)} / ${figure(target)}`;
  return [
    asked_for,
    verdict,
    Number(score.toFixed(1)),
    `${figure(close)} ${currency}`,
    plan,
    as_of,
    data_source,
  ];
}

const isStock = (item: object): item is StockResult => 'verdict' in item && 'score' in item;

/** A result in a text format, as it comes. */
export async function printText(
  { unstuck, world }: Invocation,
  id: string,
  query: Omit<ResultQuery, 'format'> & { format: Exclude<ResultQuery['format'], 'json' | undefined> },
): Promise<void> {
  const { format, ...others } = query;
  const answer = await unstuck.job(id).export(format, others);
  if (answer.body === null) return;
  const text = new TextDecoder();
  for await (const chunk of answer.body) world.out(text.decode(chunk, { stream: true }));
  world.out(text.decode());
}

/** A table of stocks, Markdown of all else; with --json a page as the API gives it. */
export async function printResult(invocation: Invocation, job: Job): Promise<void> {
  const { unstuck, world, json } = invocation;
  const { id, kind } = job;
  if (!json && kind !== 'stocks') return printText(invocation, id, { format: 'markdown' });
  const result = await unstuck.job(id).result({}, { signal: world.signal });
  if (json) return world.out(`${JSON.stringify(result)}\n`);
  const rows = await collected(result);
  const stocks = rows.filter((item) => isStock(item)).map((item) => stockRow(item));
  const head = ['symbol', 'verdict', 'score', 'close', 'entry / stop / target', 'as of', 'data'];
  if (stocks.length > 0) world.out(table([head, ...stocks]));
  for (const { key, code, message } of result.errors) world.say(`${key}: ${message} (${code})`);
  if (result.disclaimer !== null) world.say(result.disclaimer);
}
