import { useLocation } from 'preact-iso/router';
import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { counted, number } from '../../words/count.ts';
import { changed, toSpot } from './address.ts';
import { type Find, MOST_FINDS, useFinds } from './find.ts';

interface FindPaneProps {
  job: JobJson;
  asked: string;
  total: number;
}

/** Where the document has some words, each a link to the place. */
export function FindPane({ job, asked, total }: FindPaneProps) {
  const { query } = useLocation();
  const finds = useFinds(job, asked);
  if (finds === null) return null;
  const { found, pages, done, fault } = finds;
  const places = counted(found.length, 'place');
  return (
    <>
      <p role="status">
        {fault !== null && `${fault} `}
        {!done && `${places} so far; ${number(pages)} of ${counted(total, 'page')} searched.`}
        {done && found.length === 0 && fault === null && `“${asked}” is not in the text of this document.`}
        {done && found.length >= MOST_FINDS && `The first ${places}. Ask for more words to see fewer.`}
        {done && found.length > 0 && found.length < MOST_FINDS && `${places}.`}{' '}
        <a href={changed(query, { find: null, mark: null })}>Close the search</a>
      </p>
      <ol class="finds">
        {found.map((find, at) => (
          <Found key={at} find={find} href={toSpot(query, { page: find.page, at: find.at, mark: asked })} />
        ))}
      </ol>
    </>
  );
}

function Found({ find: { page, label, before, hit, after }, href }: { find: Find; href: string }) {
  return (
    <li>
      <a href={href}>
        <span class="figure">p. {label ?? page}</span>{' '}
        <span dir="auto">
          {before}
          <mark>{hit}</mark>
          {after}
        </span>
      </a>
    </li>
  );
}
