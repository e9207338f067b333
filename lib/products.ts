import { documents } from './documents/index.ts';
import type { ProductEntry } from './product.ts';
import { profiles } from './profiles/index.ts';
import { stocks } from './stocks/index.ts';

/** All products of this service. */
export const PRODUCTS: readonly ProductEntry[] = [stocks, profiles, documents];
