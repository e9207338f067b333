import model from 'wink-eng-lite-web-model';
import winkNLP, { type WinkMethods } from 'wink-nlp';
import { emojiOf, withoutEmoji, withoutReferences } from '../../text/clean.ts';
import { spacedWords } from '../../text/words.ts';
import { emojiValence } from './emoji-valence.ts';
import { vaderCompound } from './vader.ts';

export type SentimentLabel = 'positive' | 'neutral' | 'negative';
export type TextScore =
  | { score: number; label: SentimentLabel }
  | { not_assessed: 'no_words' | 'language_unknown' | 'language_not_read' };

/** Only the beginning of longer texts is read, so that one post cannot use up a whole profile's time. */
const READ_AT_MOST = 5_000;
/**
 * Chosen on 219 tweets labelled by people, measured on 218 others (docs/profiles.md). Everyday English leans to
 * positive words, so that a label needs more of them than of negative ones.
 */
const POSITIVE_FROM = 0.3;
const NEGATIVE_FROM = -0.15;

/**
 * wink keeps for good every word and number it has not met before, so a new one, of 13 MB, reads on after so many
 * characters: 40 MB if no two words are alike.
 */
const READ_BY_ONE = 8_000_000;

/** wink takes time in the square of what is written without a space, which is longer than this in no word. */
const WITHOUT_SPACE = /\S{100}(?=\S)/g;

let wink: WinkMethods | null = null;
let readByIt = 0;

function reader(length: number): WinkMethods {
  if (readByIt + length > READ_BY_ONE) wink = null;
  if (wink === null) readByIt = 0;
  wink ??= winkNLP(model, ['sbd', 'negation', 'sentiment']);
  readByIt += length;
  return wink;
}

function winkScore(text: string): number {
  const nlp = reader(text.length);
  const score: unknown = nlp.readDoc(text.replaceAll(WITHOUT_SPACE, '$& ')).out(nlp.its.sentiment);
  return typeof score === 'number' ? score : 0;
}

/**
 * Mean of VADER (better on short posts: capitals, !!!, emoticons) and wink-nlp (better on reviews). On the three
 * labelled sets, without the language gate, it beats both; weights from 1:3 to 3:1 are within a point of it.
 */
const wordScore = (text: string): number => (vaderCompound(text) + winkScore(text)) / 2;

function labelled(value: number): { score: number; label: SentimentLabel } {
  const score = Number(Math.max(-1, Math.min(1, value)).toFixed(4)) + 0;
  if (score >= POSITIVE_FROM) return { score, label: 'positive' };
  return { score, label: score <= NEGATIVE_FROM ? 'negative' : 'neutral' };
}

/**
 * Sentiment of English words and of emoji, -1 to 1. Emoji count in any language, but a text with words in another
 * language is not assessed.
 * @param language BCP 47, as `languageOf` tells it; null if unknown
 */
export function scoreText(text: string, language: string | null): TextScore {
  const readable = withoutReferences(text.slice(0, READ_AT_MOST));
  const valence = emojiValence(emojiOf(readable));
  const words = withoutEmoji(readable);
  if (spacedWords(words).length === 0) {
    return valence === null ? { not_assessed: 'no_words' } : labelled(valence);
  }
  if (language === null) return { not_assessed: 'language_unknown' };
  if (language !== 'en') return { not_assessed: 'language_not_read' };
  const score = wordScore(words);
  if (valence === null) return labelled(score);
  return labelled(score === 0 ? valence : (score + valence) / 2);
}
