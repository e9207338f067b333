import { ACTIVITY } from './activity.ts';
import { CONTENT, SENTIMENT, STYLE } from './content.ts';
import { ACCOUNT, AUTOMATION, ENGAGEMENT, NETWORK, PREDICTION } from './reactions.ts';
import type { Sentence } from './sentence.ts';
import type { Sentences } from './sentence-for.ts';

const BY_ANALYSIS: Readonly<Record<string, Sentences>> = {
  activity: ACTIVITY,
  content: CONTENT,
  sentiment: SENTIMENT,
  style: STYLE,
  engagement: ENGAGEMENT,
  network: NETWORK,
  account: ACCOUNT,
  automation: AUTOMATION,
  prediction: PREDICTION,
};

/** A finding in words; null if its name or shape is not known. */
export function sentenceOf(analysis: string, finding: string, value: unknown): Sentence | null {
  const known = Object.hasOwn(BY_ANALYSIS, analysis) ? BY_ANALYSIS[analysis] : undefined;
  const says = known && Object.hasOwn(known, finding) ? known[finding] : undefined;
  return says?.(value) ?? null;
}
