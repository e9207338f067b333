import { type Context, JobHandle } from './job.ts';
import { type Listed, listed } from './pages.ts';
import type {
  AnswerOf,
  AskOf,
  Document,
  DocumentOptions,
  DocumentResult,
  Job,
  JobList,
  JobOptions,
  JobRequest,
  JobsQuery,
  OperationOf,
  PathOf,
  ProfileInput,
  ProfileResult,
  StockOptions,
  StockResult,
} from './shapes.ts';
import { takesKey } from './takes-key.ts';
import { asJson, type Settings, sender, worldOf } from './transport.ts';
import { type UploadOptions, upload } from './upload.ts';

interface Creating {
  signal?: AbortSignal | undefined;
  /** Default: a random one. The same key does not create a second job, for 24 hours. */
  idempotencyKey?: string | undefined;
}

type Uploading = Pick<UploadOptions, 'onProgress' | 'onBegun' | 'resume'>;

interface Asked {
  kind: JobRequest['kind'];
  input: object;
}

/** Of a request for a job: what it may say beside its input, and how it is sent. */
export type Creation = JobOptions & Creating;

/** What is said of the job, and what of its input. */
function apart<Options extends Creation>(options: Options) {
  const { callback_url, deadline_seconds, name, tags, singleton, signal, idempotencyKey, ...input } = options;
  const own: Creation = { callback_url, deadline_seconds, name, tags, singleton, signal, idempotencyKey };
  return { own, input };
}

/** Asks a deployment of Unstuck. Works wherever there are `fetch`, WebCrypto and streams. */
export class Unstuck {
  readonly #context: Context;

  constructor(settings: Settings = {}) {
    this.#context = { send: sender(settings), world: worldOf(settings) };
  }

  readonly stocks = {
    /** Verdict, reasons, plan and evidence for each symbol; an empty list is the loaded universe. */
    analyze: (symbols: string[], options: StockOptions & Creation = {}): Promise<JobHandle<StockResult>> => {
      const { own, input } = apart(options);
      return this.#create({ kind: 'stocks', input: { ...input, symbols } }, own);
    },
  };

  readonly profiles = {
    /** A report of what the posts of a profile show. */
    analyze: (input: ProfileInput, options: Creation = {}): Promise<JobHandle<ProfileResult>> =>
      this.#create({ kind: 'profile', input }, options),
  };

  readonly documents = {
    upload: (body: Blob, options: UploadOptions = {}): Promise<Document> =>
      upload(this.#context.send, body, options),
    /** A file, which is uploaded first; or the URL of one; or the id of one that was uploaded. */
    analyze: async (
      source: Blob | URL | string,
      options: DocumentOptions & Creation & Uploading = {},
    ): Promise<JobHandle<DocumentResult>> => {
      const { onProgress, onBegun, resume, ...asked } = options;
      const { own, input } = apart(asked);
      const { name, signal } = own;
      const stored = await this.#stored(source, { onProgress, onBegun, resume, name, signal });
      return this.#create({ kind: 'document', input: { ...stored, name, ...input } }, own);
    },
  };

  readonly jobs = {
    list: (query: JobsQuery = {}): Listed<Job, JobList> =>
      listed(this.#context.send, '/api/v1/jobs', { query }),
    create: (request: JobRequest, options: Creating = {}): Promise<JobHandle> =>
      this.#create(request, options),
  };

  /** A job by its id; nothing is asked for yet. */
  job(id: string): JobHandle {
    return new JobHandle(this.#context, id);
  }

  /** Any operation of the OpenAPI document that answers JSON, by its method and path. */
  call<Method extends 'GET' | 'POST' | 'PUT' | 'DELETE', Path extends PathOf<Method>>(
    method: Method,
    path: Path,
    ask: AskOf<OperationOf<Path, Method>> = {},
  ): Promise<AnswerOf<OperationOf<Path, Method>>> {
    const { path: places = {}, query, body: json, signal, idempotencyKey } = ask;
    const given = new Map(Object.entries(places));
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(String(given.get(name))),
    );
    const headers = this.#keyed(method, path, idempotencyKey);
    type Answer = AnswerOf<OperationOf<Path, Method>>;
    return this.#context.send(method, filled, { query, json, headers, signal }, asJson<Answer>);
  }

  async #create<Item>(request: Asked, options: Creation): Promise<JobHandle<Item>> {
    const { signal, idempotencyKey, ...own } = options;
    const headers = this.#keyed('POST', '/jobs', idempotencyKey);
    const ask = { json: { ...request, ...own }, headers, signal };
    const job = await this.#context.send('POST', '/api/v1/jobs', ask, asJson<Job>);
    return new JobHandle<Item>(this.#context, job);
  }

  /** Operations that create jobs know the key; to others it says nothing. */
  #keyed(method: string, path: string, given?: string): Record<string, string> {
    const key = given ?? (method === 'POST' && takesKey(path) ? this.#context.world.randomId() : undefined);
    return key === undefined ? {} : { 'idempotency-key': key };
  }

  async #stored(source: Blob | URL | string, options: UploadOptions) {
    if (source instanceof Blob) return { document_id: (await this.documents.upload(source, options)).id };
    const text = String(source);
    return text.startsWith('doc_') ? { document_id: text } : { source_url: text };
  }
}
