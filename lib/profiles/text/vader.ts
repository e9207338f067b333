import { SentimentIntensityAnalyzer } from 'vader-sentiment';

const PUNCTUATION = /[!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]/g;
/** Punctuation that VADER takes off one end of a word; a word with any other keeps all of it, as emoticons do. */
const TAKEN_OFF: ReadonlySet<string> = new Set(
  `. ! ? , ; : - ' " !! !!! ?? ??? ?!? !?! ?!?! !?!?`.split(' '),
);

function bareWord(token: string): string {
  const bare = token.replaceAll(PUNCTUATION, '');
  if (bare.length < 2 || bare.length === token.length) return token;
  const isLed = token.endsWith(bare) && TAKEN_OFF.has(token.slice(0, -bare.length));
  const isFollowed = token.startsWith(bare) && TAKEN_OFF.has(token.slice(bare.length));
  return isLed || isFollowed ? bare : token;
}

/** Words by whether VADER's lexicon has them; most of a text are not in it, and asking VADER takes long. */
const known = new Map<string, boolean>();
const MOST_KNOWN = 20_000;
const MOST_LENGTH = 40;

function isKnown(word: string): boolean {
  const found = known.get(word);
  if (found !== undefined) return found;
  const alone = { words_and_emoticons: [word], is_cap_diff: false };
  const [valence] = SentimentIntensityAnalyzer.sentiment_valence(0, alone, word, 0, []);
  const is = valence !== 0;
  if (known.size >= MOST_KNOWN) known.clear();
  if (word.length <= MOST_LENGTH) known.set(word, is);
  return is;
}

const isInCapitals = (word: string): boolean => /[A-Z]/.test(word) && !/[a-z]/.test(word);

/**
 * VADER's compound score (Hutto & Gilbert 2014), -1 to 1: that of `polarity_scores`, whose splitting into words makes 34
 * keys of each word and takes time in the cube of the length of one in capitals.
 */
export function vaderCompound(text: string): number {
  const words = text
    .split(/\s/)
    .filter((token) => token.length > 1)
    .map(bareWord);
  const capitals = words.filter(isInCapitals).length;
  const read = { words_and_emoticons: words, is_cap_diff: capitals > 0 && capitals < words.length };
  const sentiments: number[] = [];
  for (const [at, word] of words.entries()) {
    const isOfDegree = word.toLowerCase() === 'kind' && words[at + 1]?.toLowerCase() === 'of';
    if (isOfDegree || !isKnown(word)) sentiments.push(0);
    else SentimentIntensityAnalyzer.sentiment_valence(0, read, word, at, sentiments);
  }
  const weighed = SentimentIntensityAnalyzer.but_check(words, sentiments);
  return SentimentIntensityAnalyzer.score_valence(weighed, text.replaceAll(/[^!?]+/g, '')).compound;
}
