/** TradingView's five labels, the best first. */
export const VERDICTS = ['Strong Buy', 'Buy', 'Neutral', 'Sell', 'Strong Sell'] as const;
