import { app } from '#app';

export function POST(request: Request): Promise<Response> {
  return app().failed(request);
}
