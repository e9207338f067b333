declare module 'vader-sentiment' {
  interface SentiText {
    words_and_emoticons: readonly string[];
    /** Whether some words are in capitals and others not. */
    is_cap_diff: boolean;
  }

  export const SentimentIntensityAnalyzer: {
    /** `compound` is -1 to 1; the others are shares that sum to 1. */
    polarity_scores(text: string): { compound: number; pos: number; neu: number; neg: number };
    /** Adds the valence of a word to `sentiments`, and returns them. @param valence 0 */
    sentiment_valence(
      valence: number,
      text: SentiText,
      word: string,
      at: number,
      sentiments: number[],
    ): number[];
    /** Weighs what follows a "but"; changes `sentiments`. */
    but_check(words: readonly string[], sentiments: number[]): number[];
    /** @param text of which only `!` and `?` are read */
    score_valence(sentiments: readonly number[], text: string): { compound: number };
  };
}
