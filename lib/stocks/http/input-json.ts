import { stockInputSchema } from '../schema.ts';

/** What a stock analysis is asked with. The suffix matters only when symbols are resolved, not for what is accepted. */
export const stockInput = stockInputSchema('').openapi('StockInput');
