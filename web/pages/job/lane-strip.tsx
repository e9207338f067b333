import { useLocation } from 'preact-iso/router';
import type { SliceJson } from '../../../lib/http/jobs/json-shapes.ts';
import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { Refused } from '../../api/call.ts';
import type { Followed } from '../../api/follow.ts';
import { At } from '../../parts/at.tsx';
import { useNow } from '../../parts/use-now.ts';
import { Wide } from '../../parts/wide.tsx';
import { withParameter } from '../../words/address.ts';
import { number } from '../../words/count.ts';
import { isOver } from '../../words/status.ts';
import { clock } from '../../words/time.ts';
import { type Lane, lifeOf, type Strip, stripOf } from './lanes.ts';
import { laneName, stateWords, stripWords } from './strip-words.ts';

interface LaneStripProps {
  job: JobJson;
  slices: Followed<SliceJson[]>;
}

/** The life of a job in one picture: lanes by time, waiting hatched, deaths notched. */
export function LaneStrip({ job, slices: { data, fault } }: LaneStripProps) {
  const { url, query } = useLocation();
  const over = isOver(job.status);
  const now = useNow(over ? 60_000 : 500);
  if (fault instanceof Refused && fault.status === 401) return null;
  const epoch = Number(query['run'] ?? job.epoch);
  const slices = (data ?? []).filter((slice) => slice.epoch === epoch);
  const isPast = over || epoch < job.epoch;
  const strip = stripOf(slices, { ...lifeOf(job, { slices, epoch, now }), over: isPast });
  return (
    <section aria-labelledby="strip">
      <h2 id="strip">Functions over time</h2>
      {job.epoch > 1 && (
        <p class="runs">
          {Array.from({ length: job.epoch }, (_, i) => (
            <a
              key={i}
              href={withParameter(url, 'run', i + 1 === job.epoch ? null : String(i + 1))}
              aria-current={i + 1 === epoch ? 'true' : undefined}
            >
              Run {i + 1}
            </a>
          ))}
        </p>
      )}
      <Picture strip={strip} deadline={Date.parse(job.deadline_at)} now={now} />
      <p>{data === null ? 'The functions are not read yet.' : stripWords(strip, slices, now)}</p>
      {slices.length > 0 && <Twin slices={slices} />}
    </section>
  );
}

interface PictureProps {
  strip: Strip;
  deadline: number;
  now: number;
}

function Picture({ strip, deadline, now }: PictureProps) {
  const { from, to, lanes } = strip;
  const at = (ms: number) => `${(100 * (ms - from)) / (to - from)}%`;
  return (
    <div class="strip" aria-hidden="true">
      {lanes.map((lane) => (
        <Row key={lane.line} lane={lane} at={at} />
      ))}
      {deadline <= to && <span class="deadline" style={{ left: at(deadline) }} />}
      <div class="axis figure">
        <span>{clock(from, now)}</span>
        <span class="legend">
          <i class="work" /> works <i class="wait" /> waits <i class="died" /> died
        </span>
        <span>{clock(to, now)}</span>
      </div>
    </div>
  );
}

function Row({ lane, at }: { lane: Lane; at: (ms: number) => string }) {
  return (
    <div class="lane">
      {lane.blocks.map(({ from, to, kind }) => (
        <span
          key={`${from} ${kind}`}
          class={kind}
          style={{ left: at(from), width: `max(2px, calc(${at(to)} - ${at(from)}))` }}
        />
      ))}
    </div>
  );
}

const SHOWN = 500;

/** The same as a table. */
function Twin({ slices }: { slices: readonly SliceJson[] }) {
  return (
    <details>
      <summary>As a table</summary>
      <Wide label="Functions">
        <table>
          <caption>
            {slices.length > SHOWN
              ? `The first ${SHOWN} of ${number(slices.length)} functions`
              : 'Functions that worked on it'}
          </caption>
          <thead>
            <tr>
              <th scope="col">Lane</th>
              <th scope="col">Began</th>
              <th scope="col">Last seen</th>
              <th scope="col">How it ended</th>
              <th scope="col" class="number">
                Steps ended
              </th>
              <th scope="col" class="number">
                of those taken
              </th>
              <th scope="col" class="number">
                Turns
              </th>
            </tr>
          </thead>
          <tbody>
            {slices.slice(0, SHOWN).map((slice) => (
              <tr key={`${slice.line} ${slice.started_at}`}>
                <td>{laneName(slice.line)}</td>
                <td>
                  <At iso={slice.started_at} />
                </td>
                <td>
                  <At iso={slice.last_seen_at} />
                </td>
                <td>{stateWords(slice.state)}</td>
                <td class="number">{slice.steps_ended}</td>
                <td class="number">{slice.steps_claimed}</td>
                <td class="number">{slice.turns}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </details>
  );
}
