import { app } from '#app';

export default { fetch: (request: Request): Promise<Response> => app().mcp(request) };
