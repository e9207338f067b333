import type { components, paths } from './api-types.ts';

type Schemas = components['schemas'];

/** Shapes of the API, as its OpenAPI document names them. */
export type Job = Schemas['Job'];
export type JobList = Schemas['JobList'];
export type Step = Schemas['Step'];
export type StepList = Schemas['StepList'];
export type Slice = Schemas['Slice'];
export type SliceList = Schemas['SliceList'];
export type Result = Schemas['Result'];
export type StockChange = Schemas['StockChange'];
export type StockResult = Schemas['StockResult'];
export type ProfileResult = Schemas['ProfileResult'];
export type DocumentResult = Schemas['DocumentReport'] | Schemas['DocumentPage'];
export type Document = Schemas['Document'];
export type DocumentPart = Schemas['DocumentPart'];
export type JobRequest = Schemas['StocksRequest'] | Schemas['ProfileRequest'] | Schemas['DocumentRequest'];
export type Again = Schemas['RunAgainRequest'];
export type NewShare = Schemas['NewShare'];
export type Problem = Schemas['Problem'];

/** Undefined is what is left out: JSON does not carry it. */
type Loose<Input> = { [Name in keyof Input]?: Input[Name] | undefined };

/** What every request for a job may say beside its input. */
export type JobOptions = Loose<Omit<JobRequest, 'kind' | 'input'>>;

export type StockOptions = Loose<Omit<Schemas['StockInput'], 'symbols'>>;
/** A later service may know more platforms. */
export type ProfileInput = Loose<Omit<Schemas['ProfileInput'], 'platform' | 'profile_id'>> & {
  platform: Schemas['ProfilePlatform'] | (string & {});
  profile_id: string;
};
export type DocumentOptions = Loose<Omit<Schemas['DocumentInput'], 'document_id' | 'source_url' | 'name'>>;

export type JobsQuery = Loose<NonNullable<paths['/api/v1/jobs']['get']['parameters']['query']>>;
export type StepsQuery = NonNullable<paths['/api/v1/jobs/{id}/steps']['get']['parameters']['query']>;
export type ResultQuery = NonNullable<paths['/api/v1/jobs/{id}/result']['get']['parameters']['query']>;

type JsonOf<Answer> = Answer extends { content: { 'application/json': infer Body } } ? Body : never;

/** Paths that take a method. */
export type PathOf<Method extends string> = {
  [Path in keyof paths]: Lowercase<Method> extends keyof paths[Path]
    ? paths[Path][Lowercase<Method>] extends { responses: unknown }
      ? Path
      : never
    : never;
}[keyof paths];

export type OperationOf<Path extends keyof paths, Method extends string> =
  Lowercase<Method> extends keyof paths[Path] ? paths[Path][Lowercase<Method>] : never;

/** The JSON that an operation answers with; null where it answers with none. */
export type AnswerOf<Operation> = Operation extends { responses: infer Answers }
  ? [JsonOf<Answers[keyof Answers]>] extends [never]
    ? null
    : JsonOf<Answers[keyof Answers]>
  : never;

type Place<Operation, Name extends string> = Operation extends { parameters: infer All }
  ? Name extends keyof All
    ? NonNullable<All[Name]>
    : never
  : never;

/** What an operation is asked with: `path` fills the braces of its path. */
export interface AskOf<Operation> {
  path?: Place<Operation, 'path'>;
  query?: Loose<Place<Operation, 'query'>>;
  body?: Operation extends { requestBody?: { content: { 'application/json': infer Body } } } ? Body : never;
  signal?: AbortSignal | undefined;
  /** Default: a random one for every POST. */
  idempotencyKey?: string;
}
