import type { HttpContext } from './context.ts';
import { healthHandler, healthRoute } from './health.ts';
import { openApiDocument, openApiRoute } from './openapi.ts';
import { createRouter, createRoutes, type Routes } from './router.ts';

/** Serves health, the OpenAPI document, and a problem for every path that no function knows. */
export function createSystemRouter(context: HttpContext): Routes {
  const unguarded = createRoutes();
  unguarded.openapi(healthRoute, healthHandler(context));
  const routes = createRoutes();
  routes.get(openApiRoute.getRoutingPath(), (c) => c.json(openApiDocument(context)));
  return createRouter(context, { routes, unguarded });
}
