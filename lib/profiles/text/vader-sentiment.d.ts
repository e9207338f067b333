declare module 'vader-sentiment' {
  export const SentimentIntensityAnalyzer: {
    /** `compound` is -1 to 1; the others are shares that sum to 1. */
    polarity_scores(text: string): { compound: number; pos: number; neu: number; neg: number };
  };
}
