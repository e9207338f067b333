import { Download } from '../../parts/download.tsx';

const FORMS = [
  ['format=text', 'txt', 'Text'],
  ['format=markdown', 'md', 'Markdown'],
  ['format=markdown&page_marks=true', 'md', 'Markdown with anchors of pages'],
  ['format=jsonl', 'jsonl', 'Chunks for search and retrieval (JSON Lines)'],
  ['format=csv&part=sentences', 'sentences.csv', 'Sentences (CSV)'],
  ['format=csv&part=entities', 'entities.csv', 'Names and figures (CSV)'],
  ['format=csv&part=keywords', 'keywords.csv', 'Keywords (CSV)'],
  ['format=csv&part=offsets', 'offsets.csv', 'Where each line stands (CSV)'],
  ['format=json', 'json', 'Report and first pages (JSON)'],
] as const;

/** Every form in which the service gives the result. */
export function Exports({ jobId }: { jobId: string }) {
  return (
    <details class="exports">
      <summary class="button">Export</summary>
      <ul>
        {FORMS.map(([form, ending, name]) => (
          <li key={name}>
            <Download path={`/api/v1/jobs/${jobId}/result?${form}`} name={`${jobId}.${ending}`}>
              {name}
            </Download>
          </li>
        ))}
      </ul>
    </details>
  );
}
