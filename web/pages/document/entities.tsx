import type { DocumentReportJson } from '../../../lib/documents/http/report-json.ts';
import { LongList } from '../../parts/long-list.tsx';
import { counted, number } from '../../words/count.ts';
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
              {name} <span class="figure minor">{number(found.length)}</span>
            </h3>
            <LongList items={found} label={name} look="plain" item={(entity) => <Entry entity={entity} />} />
          </section>
        );
      })}
    </>
  );
}

function Entry({ entity }: { entity: Entity }) {
  const { text, value, count: times, pages, labels, paragraphs } = entity;
  return (
    <>
      <span dir="auto">{text}</span>
      {value === null ? (
        <span class="minor"> reads two ways</span>
      ) : (
        value !== text && <span class="figure minor"> {value}</span>
      )}
      {times > 1 && <span class="minor"> {counted(times, 'time')}</span>}{' '}
      <PageLinks pages={pages} labels={labels} mark={text} paragraphs={paragraphs} />
    </>
  );
}
