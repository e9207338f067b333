import { useLocation } from 'preact-iso/router';
import type { PageStateJson } from '../../../lib/documents/http/pages.ts';
import type { DocumentReportJson } from '../../../lib/documents/http/report-json.ts';
import { About } from './about.tsx';
import { changed } from './address.ts';
import { Entities } from './entities.tsx';
import { Figures } from './figures.tsx';
import { Keywords, Sections, Summary, Tables } from './findings.tsx';
import { PageList } from './page-list.tsx';

const SIDES = [
  ['sections', 'Outline'],
  ['pages', 'Pages'],
  ['summary', 'Summary'],
  ['tables', 'Tables'],
  ['figures', 'Figures'],
  ['entities', 'Names and figures'],
  ['keywords', 'Keywords'],
  ['about', 'About'],
] as const;

export type Side = (typeof SIDES)[number][0];

interface SidePaneProps {
  report: DocumentReportJson | null;
  states: readonly PageStateJson[];
  page: number;
  jobId: string;
}

/** What was found in the document; each entry leads to its place. */
export function SidePane({ report, states, page, jobId }: SidePaneProps) {
  const { query } = useLocation();
  const asked = SIDES.find(([name]) => name === query['side'])?.[0];
  const side = asked ?? (report ? 'sections' : 'pages');
  return (
    <>
      <nav class="sides" aria-label="Found in the document">
        {SIDES.map(([name, label]) => (
          <a
            key={name}
            href={changed(query, { side: name, only: null })}
            aria-current={name === side ? 'true' : undefined}
          >
            {label}
          </a>
        ))}
      </nav>
      <div class="found-here">
        {side === 'pages' ? (
          <PageList states={states} page={page} />
        ) : report ? (
          <Found side={side} report={report} jobId={jobId} />
        ) : (
          <p class="minor">This is put together once all pages are read.</p>
        )}
      </div>
    </>
  );
}

function Found({ side, report, jobId }: { side: Side; report: DocumentReportJson; jobId: string }) {
  switch (side) {
    case 'summary':
      return <Summary report={report} />;
    case 'tables':
      return <Tables report={report} jobId={jobId} />;
    case 'figures':
      return <Figures report={report} />;
    case 'entities':
      return <Entities report={report} />;
    case 'keywords':
      return <Keywords report={report} />;
    case 'about':
      return <About report={report} jobId={jobId} />;
    default:
      return <Sections report={report} />;
  }
}
