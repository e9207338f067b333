import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import {
  CallToolRequestSchema,
  ClientRequestSchema,
  ErrorCode,
  JSONRPCMessageSchema,
  ListToolsRequestSchema,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import type { Clock } from '../core/clock.ts';
import type { Api } from './api.ts';
import { jobShape } from './job.ts';
import { rpcError } from './message.ts';
import { outcomeOf } from './outcome.ts';
import { serveTasks, taskOf } from './tasks.ts';
import type { Tool } from './tool.ts';
import { TOOLS } from './tools/tools.ts';

const INSTRUCTIONS =
  'Durable analyses of stocks, public profiles and documents. An analysis is a job: start it, wait with get_job or as ' +
  'a Task, read get_result page by page, and cite what a statement rests on. What is listed under not_assessed is not ' +
  'known: do not fill it in. The results are no advice and no verdict on a person.';

interface Serving {
  api: Api;
  clock: Clock;
  version: string;
}

function listed(tool: Tool) {
  const { name, title, description, schema, readOnly, destructive = false, openWorld = false } = tool;
  return {
    name,
    title,
    description,
    inputSchema: schema,
    annotations: {
      readOnlyHint: readOnly,
      destructiveHint: destructive,
      idempotentHint: readOnly || tool.idempotent === true,
      openWorldHint: openWorld,
    },
    ...(tool.startsJob ? { execution: { taskSupport: 'optional' as const } } : {}),
  };
}

function named(name: string): Tool {
  const found = TOOLS.find((tool) => tool.name === name);
  if (found) return found;
  throw new McpError(ErrorCode.InvalidParams, `There is no tool ${name.slice(0, 64)}.`);
}

/** Starts the job of a tool as a Task. A refusal is an error of the protocol, since there is no task to show it. */
async function startedTask(tool: Tool, api: Api, given: unknown) {
  if (!tool.startsJob)
    throw new McpError(ErrorCode.MethodNotFound, `${tool.name} cannot be called as a Task.`);
  const outcome = await outcomeOf(async () => {
    const { job_id } = await tool.run(api, given);
    return { task: taskOf(await api.get(jobShape, `/jobs/${job_id}`)) };
  });
  const { task, error } = outcome.structuredContent ?? {};
  if (outcome.isError) throw new McpError(ErrorCode.InvalidParams, JSON.stringify(error), error);
  return { task };
}

function serverFor({ api, clock, version }: Serving): Server {
  const server = new Server(
    { name: 'unstuck', title: 'Unstuck', version },
    {
      capabilities: { tools: {}, tasks: { list: {}, cancel: {}, requests: { tools: { call: {} } } } },
      instructions: INSTRUCTIONS,
      // The service asks its clients nothing, so nothing that they say is validated.
      jsonSchemaValidator: {
        getValidator: () => () => ({ valid: false, data: undefined, errorMessage: 'not asked' }),
      },
    },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: TOOLS.map(listed) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const tool = named(params.name);
    const given = params.arguments ?? {};
    if (params.task !== undefined) return await startedTask(tool, api, given);
    return await outcomeOf(() => tool.run(api, given));
  });
  serveTasks(server, { api, clock });
  return server;
}

/** Methods that are served; those beside them are unknown to the server, which says so. */
const METHODS = ['initialize', 'ping', 'tools/list', 'tools/call'].concat([
  'tasks/get',
  'tasks/result',
  'tasks/list',
  'tasks/cancel',
]);

/** Refuses what is no message of the protocol, or a request whose parameters are not as it has them; null if fine. */
function refusal(message: unknown): Response | null {
  const parsed = JSONRPCMessageSchema.safeParse(message);
  if (!parsed.success) {
    return rpcError(400, { code: ErrorCode.InvalidRequest, message: 'This is no JSON-RPC 2.0 message.' });
  }
  if (!('method' in parsed.data && 'id' in parsed.data)) return null;
  const { id, method } = parsed.data;
  if (!METHODS.includes(method) || ClientRequestSchema.safeParse(message).success) return null;
  const said = `The parameters of ${method} are not as the protocol has them.`;
  return rpcError(200, { code: ErrorCode.InvalidParams, message: said }, id);
}

/** Answers one message, with a server of its own: nothing is kept between requests. */
export async function answerMessage(request: Request, message: unknown, serving: Serving): Promise<Response> {
  const refused = refusal(message);
  if (refused) return refused;
  const server = serverFor(serving);
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  try {
    return await transport.handleRequest(request, { parsedBody: message });
  } finally {
    await server.close();
  }
}
