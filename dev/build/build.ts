// npm run build: bundles the functions and copies the page. Also vercel.json's buildCommand.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildFunctions } from './functions.ts';
import { buildPage } from './page.ts';

const root = join(import.meta.dirname, '../..');
await rm(join(root, '.build'), { recursive: true, force: true });
const [{ files }] = await Promise.all([buildFunctions({ root }), buildPage({ root })]);
for (const { name, bytes } of files) console.log(`.build/${name}  ${Math.ceil(bytes / 1024)} KB`);
