import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { Refused, Unreachable } from '../api/call.ts';
import { useResource } from '../api/resource.ts';
import { JobRows } from '../parts/job-rows.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Problem } from '../parts/problem.tsx';
import type { JobList } from '../start/jobs-list.ts';
import { analyzeDocument, type DocumentAsked } from '../upload/analyze-document.ts';
import { DOCUMENT_FILES } from '../upload/classify.ts';
import { bytes } from '../words/count.ts';
import { LibraryHits, LibrarySearch } from './document/library-search.tsx';

/** The documents that were sent, newest first, and where to send another. */
export function Documents() {
  const { query } = useLocation();
  const { cursor, q } = query;
  return (
    <>
      <h1>Documents</h1>
      <Send />
      <LibrarySearch />
      {q === undefined ? <Sent cursor={cursor} /> : <LibraryHits q={q} />}
    </>
  );
}

function Sent({ cursor }: { cursor: string | undefined }) {
  const from = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
  const list = useResource<JobList>(`/api/v1/jobs?kind=document&limit=50${from}`);
  return (
    <Loaded of={list}>
      {({ data, next_cursor: next }) => (
        <JobRows
          jobs={data}
          next={next}
          none="No document was sent yet. Choose a file above: its text, tables and outline appear here, each with its place."
          to={({ id }) => `/documents/${id}`}
        />
      )}
    </Loaded>
  );
}

type Sending = { name: string; sent: number; size: number } | null;
type Fault = Refused | Unreachable | null;
/** A file whose bytes were read before, and the job that did. */
interface Known {
  name: string;
  job: string;
}

const OCR: readonly (readonly [value: string, label: string])[] = [
  ['false', 'Leave as they are'],
  ['auto', 'Read by OCR (English)'],
  ['force', 'Read all pages by OCR (English)'],
];

const ocrOf = (value: FormDataEntryValue | null): DocumentAsked['ocr'] =>
  value === 'auto' || value === 'force' ? value : false;

function Send() {
  const { route } = useLocation();
  const sending = useSignal<Sending>(null);
  const fault = useSignal<Fault>(null);
  const known = useSignal<Known | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const submit = async (file: File) => {
    const ocr = ocrOf(form.current ? new FormData(form.current).get('ocr') : null);
    fault.value = null;
    known.value = null;
    sending.value = { name: file.name, sent: 0, size: file.size };
    const onSent = (sent: number) => {
      sending.value = { name: file.name, sent, size: file.size };
    };
    try {
      const { signal } = new AbortController();
      const { job, wasRead } = await analyzeDocument({ file, ocr }, { onSent, signal });
      if (wasRead) known.value = { name: file.name, job: job.id };
      else route(`/documents/${job.id}`);
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
      fault.value = error;
    } finally {
      sending.value = null;
    }
  };
  const now = sending.value;
  return (
    <form
      ref={form}
      class="send"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        const file = event.dataTransfer?.files[0];
        if (file) void submit(file);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        const file = new FormData(event.currentTarget).get('file');
        if (file instanceof File && file.size > 0) void submit(file);
      }}
    >
      <label>
        A document, chosen or dropped here <input type="file" name="file" accept={DOCUMENT_FILES} required />
      </label>
      <label>
        Pages without text{' '}
        <select name="ocr">
          {OCR.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <button class="main" type="submit" disabled={now !== null}>
        Read it
      </button>
      {now !== null && (
        <p role="status">
          Sending {now.name}: {bytes(now.sent)} of {bytes(now.size)}.
        </p>
      )}
      {known.value !== null && <WasRead {...known.value} />}
      {fault.value !== null && <Problem fault={fault.value} />}
    </form>
  );
}

function WasRead({ name, job }: Known) {
  return (
    <p role="status">
      {name} was read before, and nothing was spent: <a href={`/documents/${job}`}>open what was read</a>.
    </p>
  );
}
