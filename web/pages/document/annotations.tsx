import { useLocation } from 'preact-iso/router';
import type { PageJson } from '../../../lib/documents/http/page-json.ts';
import { toSpot } from './address.ts';

const NAMES: Readonly<Record<string, string>> = {
  text: 'Comment',
  free_text: 'Text',
  highlight: 'Highlight',
  underline: 'Underlined',
  squiggly: 'Underlined',
  strike_out: 'Struck out',
  stamp: 'Stamp',
  caret: 'Insertion',
  file_attachment: 'Attached file',
  redact: 'To be blacked out',
};

/** What readers left on the page, each a link to its place. */
export function Annotations({ page: { page, annotations = [] } }: { page: PageJson }) {
  const { query } = useLocation();
  if (annotations.length === 0) return null;
  return (
    <section class="annotations" aria-label="Notes of readers">
      <h3>Notes of readers</h3>
      <ol class="plain">
        {annotations.map(({ kind, box, quote, comment, author, date }, at) => (
          <li key={at}>
            <a href={toSpot(query, { page, box })}>{NAMES[kind] ?? 'Drawing'}</a>{' '}
            <span class="minor">{[author, date?.slice(0, 10)].filter(Boolean).join(', ')}</span>
            {quote !== null && <q dir="auto">{quote}</q>}
            {comment !== null && <p dir="auto">{comment}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
