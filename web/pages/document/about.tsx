import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso/router';
import type { DocumentReportJson } from '../../../lib/documents/http/report-json.ts';
import { Download } from '../../parts/download.tsx';
import { languageName, listed } from '../../parts/say.ts';
import { bytes, counted, number, percent } from '../../words/count.ts';
import { changed, toSpot } from './address.ts';

interface AboutProps {
  report: DocumentReportJson;
  jobId: string;
}

const PAGES = [
  ['text', 'Text'],
  ['mixed', 'Text and pictures'],
  ['scanned', 'Pictures of text'],
  ['empty', 'Empty'],
  ['unreadable', 'Unreadable'],
  ['recognized', 'Recognized from their picture'],
  ['failed', 'Failed'],
] as const;

/** What the file is, how its pages are made up, and how it reads. */
export function About({ report, jobId }: AboutProps) {
  const { document, coverage } = report;
  return (
    <>
      <Pages report={report} />
      <Reads report={report} jobId={jobId} />
      {coverage && <Coverage coverage={coverage} jobId={jobId} />}
      <Lines report={report} />
      <AttachedFiles files={document.files ?? []} />
      <h3>The file</h3>
      <Facts
        facts={[
          ['Name', document.name],
          ['From', document.source_url],
          ['Size', document.size === null ? null : bytes(document.size)],
          ['PDF version', document.version],
          ['Attachments', document.attachments === null ? null : number(document.attachments)],
          ['Form', document.form === null ? null : document.form ? 'yes' : 'no'],
          ['SHA-256', document.sha256 && <code class="long">{document.sha256}</code>],
          ...Object.entries(document.metadata ?? {}),
        ]}
      />
    </>
  );
}

function AttachedFiles({ files }: { files: NonNullable<DocumentReportJson['document']['files']> }) {
  if (files.length === 0) return null;
  return (
    <>
      <h3>Attached files</h3>
      <ol class="plain">
        {files.map(({ name, size, description, url }, at) => {
          const own = name || `Attachment ${at + 1}`;
          return (
            <li key={at} dir="auto">
              {url === null ? (
                own
              ) : (
                <Download path={url} name={own}>
                  {own}
                </Download>
              )}{' '}
              <span class="minor">
                {[size === null ? null : bytes(size), description].filter(Boolean).join(', ')}
              </span>
            </li>
          );
        })}
      </ol>
    </>
  );
}

function Facts({ facts }: { facts: readonly (readonly [name: string, value: ComponentChildren])[] }) {
  const known = facts.filter(([, value]) => value !== null && value !== undefined && value !== '');
  return (
    <dl class="facts">
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Pages({ report: { pages, languages } }: { report: DocumentReportJson }) {
  const { query } = useLocation();
  if (!pages) return <p class="minor">The job ended before its pages were counted by kind.</p>;
  const to = (only: string) => changed(query, { side: 'pages', only });
  return (
    <>
      <h3>Pages</h3>
      <Facts
        facts={PAGES.filter(([name]) => pages[name] > 0).map(
          ([name, label]) =>
            [
              label,
              <a key={name} href={to(name)}>
                {number(pages[name])}
              </a>,
            ] as const,
        )}
      />
      {languages && languages.languages.length > 0 && <h3>Languages</h3>}
      <Facts
        facts={(languages?.languages ?? []).map(
          ({ language, pages: number, share }) =>
            [
              languageName(language),
              <a key={language} href={to(`language:${language}`)}>
                {counted(number, 'page')}, {percent(share)}
              </a>,
            ] as const,
        )}
      />
    </>
  );
}

function Reads({ report: { readability, words }, jobId }: AboutProps) {
  const { query } = useLocation();
  if (!readability) return null;
  const { sentences, words_per_sentence: length, lix, flesch, minutes } = readability;
  const rounded = (value: number | null) => (value === null ? 'cannot be said' : number(Math.round(value)));
  return (
    <>
      <h3>How it reads</h3>
      <Facts
        facts={[
          [
            'Words',
            words === null ? null : (
              <a key="words" href={changed(query, { side: 'pages', only: null })}>
                {number(words)}
              </a>
            ),
          ],
          [
            'Sentences',
            <Download
              key="sentences"
              path={`/api/v1/jobs/${jobId}/result?format=csv&part=sentences`}
              name={`${jobId}-sentences.csv`}
            >
              {number(sentences)}, each with its page
            </Download>,
          ],
          ['Words a sentence', rounded(length)],
          ['LIX', rounded(lix)],
          ['Flesch Reading Ease', flesch === null ? 'is for English alone' : number(Math.round(flesch))],
          ['Time to read', minutes === null ? null : counted(Math.max(1, Math.round(minutes)), 'minute')],
        ]}
      />
    </>
  );
}

interface CoverageProps {
  coverage: NonNullable<DocumentReportJson['coverage']>;
  jobId: string;
}

function Coverage({ coverage, jobId }: CoverageProps) {
  const { query } = useLocation();
  const { share, list_words: list, learning_set: sentences } = coverage;
  return (
    <>
      <h3>The word list</h3>
      <p>
        {share === null
          ? 'The document has no words to compare.'
          : `${percent(share)} of all words are in the list`}
        {share !== null && ` of ${counted(list, 'word')}. `}
        <Download
          path={`/api/v1/jobs/${jobId}/result?format=csv&part=coverage`}
          name={`${jobId}-coverage.csv`}
        >
          Each word with its page
        </Download>
      </p>
      <ol class="cited">
        {sentences.map(({ text, page, label, box = null, new_words: words }) => (
          <li key={`${page} ${text}`}>
            <a href={toSpot(query, { page, box })}>{text}</a>{' '}
            <span class="minor">
              {listed(words)} · p. {label ?? page}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

/** Running heads and page numbers, which are in no paragraph. */
function Lines({ report: { repeated_lines: lines } }: { report: DocumentReportJson }) {
  const { query } = useLocation();
  if (!lines || lines.length === 0) return null;
  return (
    <>
      <h3>Lines that repeat</h3>
      <p class="minor">Running heads and page numbers are left out of the text.</p>
      <ul class="plain">
        {lines.map(({ text, pages }) => (
          <li key={text}>
            <a href={toSpot(query, { page: 1, mark: text })} dir="auto">
              {text}
            </a>{' '}
            <span class="minor">{counted(pages, 'page')}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
