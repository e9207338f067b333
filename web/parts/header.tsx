import { useLocation } from 'preact-iso/router';
import { KeySheet } from '../keys/sheet.tsx';

const ROOMS = [
  ['/', 'Start'],
  ['/jobs', 'Jobs'],
  ['/profiles', 'Profiles'],
  ['/documents', 'Documents'],
  ['/stocks', 'Stocks'],
  ['/docs', 'Docs'],
] as const;

const isIn = (room: string, path: string): boolean =>
  room === '/' ? path === '/' : path === room || path.startsWith(`${room}/`);

/** Name and navigation, on every page. */
export function Header() {
  const { path } = useLocation();
  return (
    <header class="head">
      <a class="skip" href="#main">
        Skip to content
      </a>
      <a class="brand" href="/">
        Unstuck
      </a>
      <nav aria-label="Main">
        {ROOMS.map(([room, name]) => (
          <a key={room} href={room} aria-current={isIn(room, path) ? 'page' : undefined}>
            {name}
          </a>
        ))}
      </nav>
      <KeySheet />
    </header>
  );
}
