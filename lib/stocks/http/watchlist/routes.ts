import { creationHook } from '../../../http/callback-url.ts';
import type { HttpContext } from '../../../http/context.ts';
import type { Routes } from '../../../http/router.ts';
import { analyzeWatchlistHandler, analyzeWatchlistRoute } from './analyze.ts';
import {
  addToWatchlistHandler,
  addToWatchlistRoute,
  listWatchlistHandler,
  listWatchlistRoute,
  removeFromWatchlistHandler,
  removeFromWatchlistRoute,
  removeNamedHandler,
  removeNamedRoute,
} from './items.ts';
import {
  getScheduleHandler,
  getScheduleRoute,
  putScheduleHandler,
  putScheduleRoute,
  removeScheduleHandler,
  removeScheduleRoute,
} from './schedule.ts';

/** Adds `/watchlist` and all below; the schedule stands before `{symbol}`, which would take its place. */
export function addWatchlistRoutes(routes: Routes, context: HttpContext): void {
  routes.openapi(putScheduleRoute, putScheduleHandler(context));
  routes.openapi(getScheduleRoute, getScheduleHandler(context));
  routes.openapi(removeScheduleRoute, removeScheduleHandler(context));
  routes.openapi(analyzeWatchlistRoute, analyzeWatchlistHandler(context), creationHook(context));
  routes.openapi(listWatchlistRoute, listWatchlistHandler(context));
  routes.openapi(addToWatchlistRoute, addToWatchlistHandler(context));
  routes.openapi(removeNamedRoute, removeNamedHandler(context));
  routes.openapi(removeFromWatchlistRoute, removeFromWatchlistHandler(context));
}

/** The same routes, for the document. */
export const WATCHLIST_ROUTES = [
  listWatchlistRoute,
  addToWatchlistRoute,
  removeNamedRoute,
  removeFromWatchlistRoute,
  analyzeWatchlistRoute,
  getScheduleRoute,
  putScheduleRoute,
  removeScheduleRoute,
];
