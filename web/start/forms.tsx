import { useLocation } from 'preact-iso/router';
import { DOCUMENT_FILES } from '../upload/classify.ts';
import { takeFiles } from '../upload/take-files.ts';
import { JobForm } from './job-form.tsx';

/** A form for each kind, and a place for files, which may be dropped anywhere. */
export function Forms() {
  const { query, route } = useLocation();
  const archive = query['archive'];
  const given = archive
    ? { document_id: archive, platform: query['platform'] ?? '', profile_id: query['account'] ?? '' }
    : {};
  return (
    <section aria-labelledby="start-new">
      <h2 id="start-new">Start one of your own</h2>
      <div class="file-place">
        <label>
          A document or the zip of an archive: drop it anywhere on this page, or choose it.{' '}
          <input
            type="file"
            accept={`${DOCUMENT_FILES},.zip,.car,application/zip`}
            multiple
            onChange={({ currentTarget }) => {
              void takeFiles(currentTarget.files ?? [], route);
              currentTarget.value = '';
            }}
          />
        </label>
      </div>
      {archive && (
        <p class="note" role="status">
          The archive is uploaded. Say below whose it is, and analyze it.
        </p>
      )}
      <div class="columns">
        <JobForm
          kind="stocks"
          title="Stocks"
          about="A verdict for each symbol, a plan, and what such trades would have won in its own past."
          submit="Analyze stocks"
        />
        <JobForm
          key={archive ?? ''}
          kind="profile"
          title="A profile"
          about="What the posts of an account or an archive show, each finding with the posts it rests on."
          submit="Analyze profile"
          given={given}
        />
        <JobForm
          kind="document"
          title="A document"
          about="Text in reading order, tables, a summary and entities of a document, each with its place."
          submit="Read document"
        />
      </div>
    </section>
  );
}
