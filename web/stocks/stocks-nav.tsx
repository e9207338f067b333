import { useLocation } from 'preact-iso/router';

const ROOMS = [
  ['/stocks', 'Latest'],
  ['/stocks/watchlist', 'Watchlist'],
  ['/stocks/evidence', 'Evidence'],
  ['/stocks/record', 'Record'],
] as const;

/** From one room of the stocks to the others. */
export function StocksNav() {
  const { path } = useLocation();
  return (
    <nav class="rooms" aria-label="Stocks">
      {ROOMS.map(([room, name]) => (
        <a key={room} href={room} aria-current={path === room ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
