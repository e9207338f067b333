import { useLocation } from 'preact-iso/router';
import type { DocumentReportJson } from '../../../lib/documents/http/report-json.ts';
import { FetchedImage } from '../../parts/fetched-image.tsx';
import { LongList } from '../../parts/long-list.tsx';
import { toSpot } from './address.ts';
import { Nothing } from './findings.tsx';

/** Pixels of a thumbnail, twice as many as it is wide. */
const WIDTH = 320;

/** The figures of a document as thumbnails with their captions; each leads to its place. */
export function Figures({ report: { figures = [] } }: { report: DocumentReportJson }) {
  const { query } = useLocation();
  if (figures.length === 0) return <Nothing missing={false} none="No figures were found." />;
  return (
    <LongList
      items={figures}
      label="Figures"
      look="thumbnails"
      item={({ page, figure, box = null, caption, alt, image }) => (
        <a href={toSpot(query, { page, box })}>
          {image !== null && <FetchedImage path={`${image}?width=${WIDTH}`} alt={alt ?? ''} />}
          <span dir="auto">{caption ?? alt ?? `Figure ${figure} of page ${page}`}</span>{' '}
          <span class="minor">p. {page}</span>
        </a>
      )}
    />
  );
}
