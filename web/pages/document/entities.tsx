import type { DocumentReportJson } from '../../../lib/documents/http/report-json.ts';
import { count, figure } from '../../parts/say.ts';
import { Nothing } from './findings.tsx';
import { PageLinks } from './page-links.tsx';

type Entity = NonNullable<DocumentReportJson['entities']>[number];

const KINDS: readonly (readonly [kind: Entity['kind'], name: string])[] = [
  ['amount', 'Amounts'],
  ['percentage', 'Percentages'],
  ['date', 'Dates'],
  ['email', 'E-mail addresses'],
  ['url', 'Web addresses'],
  ['doi', 'DOIs'],
];
/** More of a kind are behind a fold. */
const OPEN = 60;

export function Entities({ report: { entities } }: { report: DocumentReportJson }) {
  if (!entities || entities.length === 0)
    return <Nothing missing={entities === null} none="No dates, amounts or addresses were found." />;
  return (
    <>
      {KINDS.map(([kind, name]) => {
        const found = entities.filter((entity) => entity.kind === kind);
        if (found.length === 0) return null;
        return (
          <section key={kind}>
            <h3>
              {name} <span class="figure minor">{figure(found.length)}</span>
            </h3>
            <List entities={found.slice(0, OPEN)} />
            {found.length > OPEN && (
              <details>
                <summary>{count(found.length - OPEN, 'more', 'more')}</summary>
                <List entities={found.slice(OPEN)} />
              </details>
            )}
          </section>
        );
      })}
    </>
  );
}

function List({ entities }: { entities: readonly Entity[] }) {
  return (
    <ul class="plain">
      {entities.map(({ text, value, count: times, pages, labels, paragraphs }) => (
        <li key={text}>
          <span dir="auto">{text}</span>
          {value === null ? (
            <span class="minor"> reads two ways</span>
          ) : (
            value !== text && <span class="figure minor"> {value}</span>
          )}
          {times > 1 && <span class="minor"> {count(times, 'time')}</span>}{' '}
          <PageLinks pages={pages} labels={labels} mark={text} paragraphs={paragraphs} />
        </li>
      ))}
    </ul>
  );
}
