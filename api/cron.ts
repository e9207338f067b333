import { app } from '#app';

export function GET(request: Request): Promise<Response> {
  return app().cron(request);
}
