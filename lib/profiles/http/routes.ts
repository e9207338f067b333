import { creationHook } from '../../http/callback-url.ts';
import type { HttpContext } from '../../http/context.ts';
import { createRouter, createRoutes, type Routes } from '../../http/router.ts';
import { cancelTaskHandler, cancelTaskRoute, retryTaskHandler, retryTaskRoute } from './actions.ts';
import { analyzeDocumented, analyzeHandler, analyzeRoute } from './analyze.ts';
import { compareHandler, compareRoute } from './compare.ts';
import { platformsHandler, platformsRoute } from './platforms.ts';
import {
  downloadHandler,
  downloadRoute,
  getTaskHandler,
  getTaskRoute,
  taskResultsHandler,
  taskResultsRoute,
} from './results.ts';
import {
  completionRateHandler,
  completionRateRoute,
  platformDistributionHandler,
  platformDistributionRoute,
} from './stats.ts';
import { listTasksHandler, listTasksRoute, taskStatusHandler, taskStatusRoute } from './tasks.ts';

/** The routes of the original profile service, over the same jobs. */
function profilesRoutes(context: HttpContext): Routes {
  const routes = createRoutes();
  routes.openapi(analyzeRoute, analyzeHandler(context), creationHook(context));
  routes.openapi(platformsRoute, platformsHandler(context));
  routes.openapi(listTasksRoute, listTasksHandler(context));
  routes.openapi(getTaskRoute, getTaskHandler(context));
  routes.openapi(taskStatusRoute, taskStatusHandler(context));
  routes.openapi(taskResultsRoute, taskResultsHandler(context));
  routes.openapi(downloadRoute, downloadHandler(context));
  routes.openapi(compareRoute, compareHandler(context));
  routes.openapi(retryTaskRoute, retryTaskHandler(context));
  routes.openapi(cancelTaskRoute, cancelTaskHandler(context));
  routes.openapi(platformDistributionRoute, platformDistributionHandler(context));
  routes.openapi(completionRateRoute, completionRateHandler(context));
  return routes;
}

/** The same routes, for the document. */
export const PROFILE_ROUTES = [
  analyzeDocumented,
  platformsRoute,
  listTasksRoute,
  getTaskRoute,
  taskStatusRoute,
  taskResultsRoute,
  downloadRoute,
  compareRoute,
  retryTaskRoute,
  cancelTaskRoute,
  platformDistributionRoute,
  completionRateRoute,
];

/** Serves `/api/analyze`, `/api/platforms`, `/api/tasks` and `/api/stats`, also under /api/v1. */
export function createProfilesRouter(context: HttpContext): Routes {
  return createRouter(context, { routes: profilesRoutes(context) });
}
