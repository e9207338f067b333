import { counted, usd } from '../words/count.ts';
import type { Priced } from './use-price.ts';

/** What sending the form would start, and what that costs at list prices. */
export function Price({ of: { answer, fault } }: { of: Priced }) {
  return (
    <p class="minor price" role="status">
      {answer
        ? words(answer)
        : fault
          ? 'No price: this would be refused.'
          : 'The price appears here before you send.'}
    </p>
  );
}

function words({ would_create: planned, existing }: NonNullable<Priced['answer']>): string {
  if (planned === null) return existing ? `This is job ${existing.id} already.` : '';
  const { steps, messages, cost_usd } = planned;
  return `${counted(steps, 'step')} to begin with, ${counted(messages, 'message')}: ${usd(cost_usd)}. Its run time is added at the end.`;
}
