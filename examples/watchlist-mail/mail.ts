import type { StockChange, WatchlistEvent } from 'unstuck';

export interface Mail {
  subject: string;
  text: string;
  html: string;
}

const NAMED = 3;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => ESCAPES[letter] ?? letter);

/** One change in words. A kind that this recipe does not know is told by its name. */
function said({ ticker, kind, from, to, level, ratio, on }: StockChange): string {
  switch (kind) {
    case 'verdict':
      return `${ticker}: ${from ?? 'nothing'} → ${to ?? 'nothing'} (${on})`;
    case 'entry_touched':
    case 'stop_touched':
    case 'target_touched':
      return `${ticker}: the ${kind.replace('_touched', '')} of the plan, ${level ?? 'a price'}, was touched (${on})`;
    case 'split':
      return `${ticker}: ${ratio ?? 'several'} new shares for an old one (${on})`;
    default:
      return `${ticker}: ${kind}${to === null ? '' : ` is now ${to}`} (${on})`;
  }
}

/** The same event makes the same mail, so that repeating it can be told from a second one. */
export function mailOf({ data }: WatchlistEvent, serviceUrl: string): Mail {
  const { count, changes, id } = data;
  const tickers = [...new Set(changes.map(({ ticker }) => ticker))];
  const named = tickers.slice(0, NAMED).join(', ');
  const lines = changes.map(said);
  const more = count > changes.length ? [`… and ${count - changes.length} more.`] : [];
  const page = `${serviceUrl}/jobs/${id}`;
  // What is a sample or simulated looks like the market otherwise.
  const unreal = [...new Set(changes.map((change) => change.data_source))].filter((source) =>
    ['sample', 'simulated'].includes(source),
  );
  const notes = [
    ...(unreal.length > 0 ? [`Some of this rests on ${unreal.join(' and ')} data, not on live prices.`] : []),
    'For information only. This is not investment advice.',
  ];
  const items = lines.map((line) => `<li>${escaped(line)}</li>`).join('');
  const after = [...more, ...notes].map((note) => `<p>${escaped(note)}</p>`).join('');
  return {
    subject: `${count} ${count === 1 ? 'change' : 'changes'} on your watchlist: ${named}${tickers.length > NAMED ? ' …' : ''}`,
    text: [...lines, ...more, '', page, '', ...notes, ''].join('\n'),
    html: `<ul>${items}</ul><p><a href="${escaped(page)}">The run</a></p>${after}`,
  };
}
