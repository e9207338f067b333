import { documents } from './documents/index.ts';
import type { ProductEntry } from './product.ts';
import { profiles } from './profiles/index.ts';
import { stocks } from './stocks/index.ts';

/** What this service can do. A further product is one more line. */
export const PRODUCTS: readonly ProductEntry[] = [stocks, profiles, documents];
