import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, matchesGlob, resolve } from 'node:path';
import { z } from 'zod';
import type { FunctionSpec } from './instance.ts';
import { type Route, routeSchema } from './routes.ts';
import { readVercelJson, routesOf, type VercelJson } from './vercel-json.ts';

/** Vercel's default, and the maximum on the Hobby plan, in seconds. */
const DEFAULT_MAX_DURATION = 300;

/** The code and pages that serve requests. */
export interface Deployment {
  functions: FunctionSpec[];
  routes: Route[];
  staticFolder: string;
}

/**
 * Loads a deployment from the sources in `root`, or from the `output` of `vercel build`.
 * @throws if vercel.json or the output uses an unsupported setting.
 */
export function loadDeployment(root: string, output?: string): Deployment {
  return output === undefined ? fromSources(resolve(root)) : fromOutput(resolve(root, output));
}

function fromSources(root: string): Deployment {
  const config = readVercelJson(join(root, 'vercel.json'));
  const functions = sourceFunctions(root).map((path) => ({
    name: path.slice('api/'.length, -'.ts'.length),
    file: join(root, path),
    cwd: root,
    maxDurationMs: maxDuration(config, path) * 1000,
  }));
  return { functions, routes: routesOf(config), staticFolder: join(root, config.outputDirectory) };
}

/** Like Vercel: every TypeScript file below api/ with no path segment starting with `_` or a dot. */
function sourceFunctions(root: string): string[] {
  return globSync('api/**/*.ts', { cwd: root })
    .filter((path) => !path.endsWith('.d.ts') && !/\/[_.]/.test(path))
    .sort();
}

function maxDuration(config: VercelJson, path: string): number {
  const [, settings] = Object.entries(config.functions).find(([glob]) => matchesGlob(path, glob)) ?? [];
  return typeof settings?.maxDuration === 'number' ? settings.maxDuration : DEFAULT_MAX_DURATION;
}

const outputConfig = z.looseObject({ version: z.literal(3), routes: z.array(routeSchema).default([]) });

const functionConfig = z.looseObject({
  handler: z.string(),
  launcherType: z.literal('Nodejs'),
  maxDuration: z.int().positive().default(DEFAULT_MAX_DURATION),
  // Files outside the function's folder that the CLI would upload too.
  filePathMap: z
    .undefined({ error: 'the function is not self-contained: bundle what it imports' })
    .optional(),
});

function fromOutput(output: string): Deployment {
  const config = join(output, 'config.json');
  if (!existsSync(config)) throw new Error(`${config} is missing: run npm run build:vercel first.`);
  return {
    functions: globSync('functions/**/.vc-config.json', { cwd: output })
      .sort()
      .map((path) =>
        builtFunction(join(output, path, '..'), path.replace(/^functions\/(.*)\.func\/.*$/, '$1')),
      ),
    routes: outputConfig.parse(JSON.parse(readFileSync(config, 'utf8'))).routes,
    staticFolder: join(output, 'static'),
  };
}

function builtFunction(folder: string, path: string): FunctionSpec {
  const config = functionConfig.parse(JSON.parse(readFileSync(join(folder, '.vc-config.json'), 'utf8')));
  return {
    name: path.replace(/^api\//, ''),
    file: join(folder, config.handler),
    cwd: folder,
    maxDurationMs: config.maxDuration * 1000,
  };
}
