import lazy from 'preact-iso/lazy';
import { Latest } from '../stocks/latest.tsx';
import { Pooled } from '../stocks/pooled.tsx';
import { Record } from '../stocks/record.tsx';
import { StocksNav } from '../stocks/stocks-nav.tsx';
import { Watchlist } from '../stocks/watchlist.tsx';

const SymbolPage = lazy(() => import('../stocks/symbol.tsx').then(({ SymbolPage }) => SymbolPage));

/** The rooms of the stocks; what is none of them is a symbol. */
export function Stocks({ page }: { page?: string }) {
  const room = pageOf(page);
  return (
    <>
      <StocksNav />
      {room}
    </>
  );
}

function pageOf(page: string | undefined) {
  switch (page) {
    case undefined:
      return <Latest />;
    case 'watchlist':
      return <Watchlist />;
    case 'evidence':
      return <Pooled />;
    case 'record':
      return <Record />;
    default:
      return <SymbolPage key={page} symbol={page} />;
  }
}
