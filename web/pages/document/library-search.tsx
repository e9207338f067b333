import { useLocation } from 'preact-iso/router';
import type { FoundJson, HitJson } from '../../../lib/documents/http/search.ts';
import { useResource } from '../../api/resource.ts';
import { Loaded } from '../../parts/loaded.tsx';

/** Asks for words in all documents; what is found is the address's `q`. */
export function LibrarySearch() {
  const { query, route } = useLocation();
  const { q = '' } = query;
  return (
    <form
      class="search"
      onSubmit={(event) => {
        event.preventDefault();
        const asked = new FormData(event.currentTarget).get('q');
        const words = typeof asked === 'string' ? asked.trim() : '';
        route(words === '' ? '/documents' : `/documents?q=${encodeURIComponent(words)}`);
      }}
    >
      <label>
        Search all documents <input type="search" name="q" defaultValue={q} key={q} maxLength={200} />
      </label>
      <button type="submit">Search</button>
    </form>
  );
}

/** Hits, each leading to its place on the page. */
export function LibraryHits({ q }: { q: string }) {
  const { query } = useLocation();
  const { cursor } = query;
  const from = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
  const path = `/api/v1/documents/search?q=${encodeURIComponent(q)}${from}`;
  const found = useResource<FoundJson>(path, { live: false });
  return (
    <Loaded of={found}>
      {({ data, documents, next_cursor: next, complete }) => (
        <>
          {data.length === 0 && documents?.length === 0 && (
            <p>
              {complete
                ? 'No page has these words.'
                : 'None of these 500 pages has these words side by side.'}
            </p>
          )}
          {!complete && <p class="note">Ranked 500 pages at a time, those of the newest documents first.</p>}
          <ul class="job-rows">
            {documents?.map(({ job_id: id, name, link }) => (
              <li key={id}>
                <a href={link} dir="auto">
                  {name}
                </a>
              </li>
            ))}
            {data.map((hit) => (
              <Hit key={hit.link} hit={hit} />
            ))}
          </ul>
          {next !== null && (
            <p>
              <a href={`?q=${encodeURIComponent(q)}&cursor=${encodeURIComponent(next)}`}>More</a>
            </p>
          )}
        </>
      )}
    </Loaded>
  );
}

function Hit({ hit: { name, page, label, snippet, marks, link } }: { hit: HitJson }) {
  const parts = marks.map(({ start, end }, at) => (
    <>
      {snippet.slice(marks[at - 1]?.end ?? 0, start)}
      <mark>{snippet.slice(start, end)}</mark>
    </>
  ));
  return (
    <li>
      <a href={link} dir="auto">
        {name ?? 'Document'}, page {label ?? page}
      </a>
      <span dir="auto">
        {parts}
        {snippet.slice(marks.at(-1)?.end ?? 0)}
      </span>
    </li>
  );
}
