import { creationHook, type Endpoint, endpoint } from '../../http/route.ts';
import { cancelTaskHandler, cancelTaskRoute, retryTaskHandler, retryTaskRoute } from './actions.ts';
import { analyzeDocumented, analyzeHandler, analyzeRoute } from './analyze.ts';
import { compareHandler, compareRoute } from './compare.ts';
import type { ProfilesContext } from './context.ts';
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

/** Routes of the original profile service, backed by the same jobs. */
export function profilesEndpoints(context: ProfilesContext): Endpoint[] {
  return [
    endpoint(analyzeRoute, analyzeHandler(context), {
      hook: creationHook(context),
      documented: analyzeDocumented,
    }),
    endpoint(platformsRoute, platformsHandler(context)),
    endpoint(listTasksRoute, listTasksHandler(context)),
    endpoint(getTaskRoute, getTaskHandler(context)),
    endpoint(taskStatusRoute, taskStatusHandler(context)),
    endpoint(taskResultsRoute, taskResultsHandler(context)),
    endpoint(downloadRoute, downloadHandler(context)),
    endpoint(compareRoute, compareHandler(context)),
    endpoint(retryTaskRoute, retryTaskHandler(context)),
    endpoint(cancelTaskRoute, cancelTaskHandler(context)),
    endpoint(platformDistributionRoute, platformDistributionHandler(context)),
    endpoint(completionRateRoute, completionRateHandler(context)),
  ];
}
