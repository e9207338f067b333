declare module 'vader-sentiment' {
  export const SentimentIntensityAnalyzer: {
    /** `compound` is between -1 and 1; the other three are shares that add up to 1. */
    polarity_scores(text: string): { compound: number; pos: number; neu: number; neg: number };
  };
}
