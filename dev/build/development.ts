// Builds functions and page of a project: see buildApart.
import { buildFunctions } from './functions.ts';
import { buildPage } from './page.ts';

const [root = '', also = '{}'] = process.argv.slice(2);
await Promise.all([buildFunctions({ root, also: JSON.parse(also), development: true }), buildPage({ root })]);
