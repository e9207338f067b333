import { credential } from '../../api/credential.ts';
import { Download } from '../../parts/download.tsx';

const FORMS = [
  ['html', 'html', 'A page to keep or print'],
  ['markdown', 'md', 'Markdown'],
  ['csv', 'csv', 'Every figure (CSV)'],
  ['json', 'json', 'The report (JSON)'],
] as const;

/** Every form in which the service gives the report. */
export function ProfileExports({ jobId }: { jobId: string }) {
  return (
    <section>
      <h2>Take it along</h2>
      <ul class="plain">
        {FORMS.map(([format, ending, name]) => (
          <li key={format}>
            <Download path={`/api/v1/jobs/${jobId}/result?format=${format}`} name={`${jobId}.${ending}`}>
              {name}
            </Download>
          </li>
        ))}
        {credential.share() === null && (
          <li>
            <Download path={`/api/v1/tasks/${jobId}/download?format=year`} name={`${jobId}-year.html`}>
              The last year in review
            </Download>
          </li>
        )}
      </ul>
    </section>
  );
}
