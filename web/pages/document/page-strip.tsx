import { useLocation } from 'preact-iso/router';
import type { PageStateJson } from '../../../lib/documents/http/pages.ts';
import { counted, number } from '../../words/count.ts';
import { toSpot } from './address.ts';

const WIDTH = 1_000;
const HIGH = 20;
/** A picture or a page without text is a lower mark. */
const LOW = 9;

type Look = 'text' | 'picture' | 'failed' | 'pending';

function lookOf({ kind, status }: PageStateJson): Look {
  if (status === 'failed') return 'failed';
  if (status !== 'read') return 'pending';
  return kind === 'text' || kind === 'mixed' ? 'text' : 'picture';
}

/** One path a look, however many pages there are. */
function pathsOf(states: readonly PageStateJson[]): Record<Look, string> {
  const step = WIDTH / Math.max(1, states.length);
  // Gaps finer than this would shimmer.
  const wide = step < 4 ? step : step - Math.min(2, step / 4);
  const paths: Record<Look, string> = { text: '', picture: '', failed: '', pending: '' };
  for (const [at, state] of states.entries()) {
    const look = lookOf(state);
    const high = look === 'text' || look === 'failed' ? HIGH : LOW;
    paths[look] +=
      `M${(at * step).toFixed(2)} ${HIGH - high}h${wide.toFixed(2)}v${high}h-${wide.toFixed(2)}z`;
  }
  return paths;
}

/** The whole document in a line, a mark a page. */
export function PageStrip({ states, page }: { states: readonly PageStateJson[]; page: number }) {
  const { query, path, route } = useLocation();
  if (states.length < 2) return null;
  const looks = states.map(lookOf);
  const pagesOf = (look: Look): number => looks.filter((each) => each === look).length;
  const step = WIDTH / states.length;
  const paths = pathsOf(states);
  const said = [
    `${number(pagesOf('text') + pagesOf('picture'))} of ${counted(states.length, 'page')} read`,
    pagesOf('picture') > 0 ? `${number(pagesOf('picture'))} without readable text` : '',
    pagesOf('failed') > 0 ? `${number(pagesOf('failed'))} failed` : '',
  ].filter(Boolean);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list of pages does the same by keyboard.
    <svg
      class="strip"
      viewBox={`0 0 ${WIDTH} ${HIGH + 4}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${said.join(', ')}.`}
      onClick={({ currentTarget, clientX }) => {
        const { left, width } = currentTarget.getBoundingClientRect();
        const at = Math.floor(((clientX - left) / width) * states.length);
        route(path + toSpot(query, { page: Math.min(states.length, Math.max(1, at + 1)) }));
      }}
    >
      {Object.entries(paths).map(([look, path]) => (
        <path key={look} class={look} d={path} />
      ))}
      <rect class="here" x={(page - 1) * step} y={HIGH + 1} width={Math.max(4, step)} height={3} />
    </svg>
  );
}
