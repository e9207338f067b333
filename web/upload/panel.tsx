import { useLocation } from 'preact-iso/router';
import { Refused } from '../api/call.ts';
import { bytes, percent } from '../words/count.ts';
import { dismiss, type Upload, upload, uploads } from './uploads.ts';

/** What is being uploaded, at the foot of every page. */
export function UploadPanel() {
  if (uploads.value.length === 0) return null;
  return (
    <section class="uploads" aria-label="Uploads">
      {uploads.value.map((each) => (
        <Row key={`${each.file.name} ${each.file.lastModified}`} of={each} />
      ))}
    </section>
  );
}

function Row({ of: each }: { of: Upload }) {
  const { route } = useLocation();
  const { file, share, note, state, stop } = each;
  return (
    <div class="upload">
      <div class="upload-line">
        <span class="upload-name">
          {file.name} <span class="minor figure">{bytes(file.size)}</span>
        </span>
        {state === 'sending' && (
          <progress max={1} value={share ?? undefined} aria-label={`Upload of ${file.name}`} />
        )}
        <span role="status">{said(each)}</span>
        {state === 'sending' && (
          <button type="button" onClick={stop}>
            Stop
          </button>
        )}
        {(state === 'stopped' || state === 'failed') && (
          <button type="button" onClick={() => void upload(file, route)}>
            Go on
          </button>
        )}
        {state !== 'sending' && (
          <button type="button" onClick={() => dismiss(file)} aria-label={`Dismiss ${file.name}`}>
            Dismiss
          </button>
        )}
      </div>
      {note && <p class="minor">{note}</p>}
    </div>
  );
}

function said({ state, share, fault }: Upload): string {
  if (state === 'sending') return share === null ? 'Looking at it' : percent(share);
  if (state === 'done') return 'Uploaded.';
  if (state === 'stopped') return 'Stopped. What has arrived is kept for a day.';
  const faults = fault instanceof Refused ? (fault.problem.errors ?? []) : [];
  return [fault?.message, ...faults.map(({ message }) => message)].filter((each) => each).join(' ');
}
