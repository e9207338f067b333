import type { DeadLetterView, QueuedMessage, QueueJson } from '../../dev/host/queue-view.ts';
import { call } from '../api/call.ts';
import { useResource } from '../api/resource.ts';
import { useAction } from '../api/use-action.ts';
import { At } from '../parts/at.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Problem } from '../parts/problem.tsx';
import { Wide } from '../parts/wide.tsx';

const PATH = '/_dev/queue';

/** The queue of a local stack. A deployment's queue is QStash, whose console shows the same. */
export function Queue() {
  const queue = useResource<QueueJson>(PATH);
  if (queue.value.data === null && queue.value.fault !== null) return <Elsewhere />;
  return (
    <>
      <h1>The local queue</h1>
      <Loaded of={queue}>
        {({ waiting, in_flight, delivered, failed, messages, dead_letters }) => (
          <>
            <p>
              {in_flight} in flight, {waiting} waiting, {delivered} delivered, {failed} given up.
            </p>
            <Messages messages={messages} all={waiting + in_flight} />
            <DeadLetters letters={dead_letters} changed={queue.look} />
          </>
        )}
      </Loaded>
    </>
  );
}

function Elsewhere() {
  return (
    <>
      <h1>No local queue</h1>
      <p>
        The messages of this service are with QStash: its console, at console.upstash.com, shows those that
        wait and those that were given up. What a job waits for is on the job’s own page.
      </p>
    </>
  );
}

function Messages({ messages, all }: { messages: readonly QueuedMessage[]; all: number }) {
  if (messages.length === 0) return <p>No message waits, and none is in flight.</p>;
  const left = all - messages.length;
  return (
    <Wide label="Messages that have not ended">
      <table>
        <caption>Messages that have not ended, oldest first{left > 0 && `; ${left} more`}</caption>
        <thead>
          <tr>
            <th scope="col">To</th>
            <th scope="col">State</th>
            <th scope="col" class="number">
              Attempts
            </th>
            <th scope="col">Accepted</th>
            <th scope="col">Next attempt</th>
            <th scope="col">Label</th>
          </tr>
        </thead>
        <tbody>
          {messages.map(({ id, to, state, attempts, created_at, next_at, labels }) => (
            <tr key={id} title={id}>
              <td>
                <code>{to}</code>
              </td>
              <td>{state}</td>
              <td class="number">{attempts}</td>
              <td>
                <At iso={created_at} />
              </td>
              <td>{next_at === null ? 'in flight' : <At iso={next_at} />}</td>
              <td>{labels.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

interface DeadLettersProps {
  letters: readonly DeadLetterView[];
  changed: () => void;
}

function DeadLetters({ letters, changed }: DeadLettersProps) {
  const { busy, fault, run } = useAction();
  const retry = async (id: string) => {
    await call(`${PATH}/dead-letters/${id}/retry`, { method: 'POST' });
    changed();
  };
  return (
    <section aria-labelledby="dead-letters">
      <h2 id="dead-letters">Dead letters</h2>
      {fault && <Problem fault={fault} />}
      {letters.length === 0 ? (
        <p>None: every message was delivered, or still may be.</p>
      ) : (
        <Wide label="Dead letters">
          <table>
            <caption>Given up after their last attempt, newest first</caption>
            <thead>
              <tr>
                <th scope="col">To</th>
                <th scope="col">Last answer</th>
                <th scope="col">Given up</th>
                <th scope="col">Again</th>
              </tr>
            </thead>
            <tbody>
              {letters.map(({ id, to, status, answer, failed_at }) => (
                <tr key={id} title={id}>
                  <td>
                    <code>{to}</code>
                  </td>
                  <td>
                    {status === 0 ? 'no answer' : status} {answer}
                  </td>
                  <td>
                    <At iso={failed_at} />
                  </td>
                  <td>
                    <button type="button" disabled={busy} onClick={() => run(() => retry(id))}>
                      Retry
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </section>
  );
}
