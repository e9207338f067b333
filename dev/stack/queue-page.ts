import type { QueueView } from '../host/queue-view.ts';
import type { QstashServer } from '../qstash/server.ts';

const MOST = 200;
const ANSWER_CHARACTERS = 500;

const iso = (ms: number): string => new Date(ms).toISOString();

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

/** The local queue for its page: counts, what has not ended, dead letters. */
export function queuePage(qstash: QstashServer): QueueView {
  return {
    look: () => {
      const { waiting, inFlight, delivered, failed } = qstash.stats();
      const messages = qstash.open().slice(0, MOST);
      return {
        waiting,
        in_flight: inFlight,
        delivered,
        failed,
        messages: messages.map(
          ({ messageId, url, labels, state, deliveries, createdAt, nextDeliveryTime }) => ({
            id: messageId,
            to: pathOf(url),
            labels,
            state: state.toLowerCase(),
            attempts: deliveries,
            created_at: iso(createdAt),
            next_at: nextDeliveryTime === null ? null : iso(nextDeliveryTime),
          }),
        ),
        dead_letters: qstash.deadLetters(MOST).map(({ dlqId, message, response, failedAt }) => ({
          id: dlqId,
          to: pathOf(message.url),
          labels: message.labels,
          status: response.status,
          answer: response.body.toString('utf8', 0, ANSWER_CHARACTERS),
          failed_at: iso(failedAt),
        })),
      };
    },
    retry: async (id) => {
      const answer = await fetch(`${qstash.url}/v2/dlq/retry/${id}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${qstash.token}` },
      });
      return answer.ok;
    },
  };
}
