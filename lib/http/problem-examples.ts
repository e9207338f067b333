import type { Doubt, RefusalCode } from '../core/errors.ts';

/** `unexpected_error` is any error that is not a refusal. */
export type ProblemCode = RefusalCode | 'unexpected_error';

/** Example detail for each code, for the OpenAPI document. */
export const EXAMPLE_DETAILS: Readonly<Record<ProblemCode, string>> = {
  access_not_configured: 'This deployment has no API keys yet. Set API_KEYS.',
  already_finished: 'Job job_01k0a3v5zq8m4n7p2r6t9w is completed: there is nothing to cancel.',
  already_on_watchlist: 'TCS.NS is on the watchlist already.',
  analysis_failed:
    'Job job_01k0a3v5zq8m4n7p2r6t9w has no result. pdf_encrypted: The PDF asks for a password.',
  ask_not_configured: 'Nothing can be asked here: AI_GATEWAY_API_KEY is not set.',
  blob_not_configured: 'There is no Vercel Blob store. Send the file in parts with POST /api/v1/documents.',
  body_too_large: 'A body may be at most 4.5 MB.',
  configuration_missing:
    'QSTASH_TOKEN is a QStash signing key. Copy QSTASH_TOKEN from the QStash page of console.upstash.com and redeploy.',
  database_busy:
    'The database takes no more connections at the moment. Try again soon. If it stays so, raise the compute size: ' +
    "Neon's console, Branches, the branch, Computes, Edit.",
  database_disabled:
    "The database's compute is disabled. Enable it: Neon's console, Branches, the branch, Computes, Edit.",
  database_full:
    "The database has no space left. Raise the storage limit of the plan in Neon's console under Billing, or delete " +
    'data that is not needed.',
  database_permission_denied:
    "The role of DATABASE_URL may not use this service's tables. Connect with the role that ran the migrations, or " +
    'grant it the rights.',
  database_quota_exceeded:
    "The database's plan is used up until the next month of billing. Upgrade it in Neon's console under Billing.",
  database_read_only:
    'The database takes no writes: DATABASE_URL leads to a read replica, or to a server that has just failed over.',
  database_unauthorized:
    "The database refused the login. Copy the connection string again from Neon's console (Connect), set it as " +
    'DATABASE_URL, and redeploy.',
  database_unavailable: 'The database does not answer. Try again in a few seconds.',
  different_profiles: 'The two reports are of different profiles. Only one profile is compared with itself.',
  digest_mismatch: 'The parts that arrived have another SHA-256. Send the parts that differ again.',
  document_in_use: 'Job job_01k0a3v5zq8m4n7p2r6t9w still reads this document. Cancel it or wait for its end.',
  gateway_failed: 'The gateway takes no more requests now. Ask again later.',
  gateway_timeout: 'The gateway did not answer within 45 s.',
  idempotency_mismatch: 'This Idempotency-Key was used for another request. Use a new key.',
  input_not_kept:
    'The posts of job job_01k0a3v5zq8m4n7p2r6t9w are not kept with its input. Send them as input.posts.',
  invalid_input: 'capital must be above 0.',
  key_in_environment: 'This key is in API_KEYS: change it there, and redeploy.',
  key_replaced: 'Key key_01k0a3v5zq8m4n7p2r6t9w is revoked: create a new one.',
  loopback_only: 'Without API keys, only requests to localhost are allowed. Set API_KEYS.',
  malformed_form: 'The field "platform" occurs twice.',
  malformed_json: 'The body is not valid JSON.',
  method_not_allowed: 'PUT is not allowed here; use GET, HEAD, POST.',
  no_callback_url:
    'Job job_01k0a3v5zq8m4n7p2r6t9w was asked for without a callback_url: there is nobody to tell.',
  no_earlier_report: 'There is no report of ann on inline before this task.',
  no_report: 'There is no report: the profile could not be read.',
  not_askable: 'Nothing is asked of a profile: an answer would be a verdict on a person.',
  not_acceptable: 'This result is available as application/json or text/csv.',
  not_finished:
    'Job job_01k0a3v5zq8m4n7p2r6t9w is still processing. Its result is available once it has ended.',
  not_found: 'There is no job job_01k0a3v5zq8m4n7p2r6t9w.',
  nothing_to_retry:
    'Every step of job job_01k0a3v5zq8m4n7p2r6t9w is done. To run all of them again add ?all=true.',
  outcome_unknown:
    'The database did not answer in time, so the job may have been created, or may still be. In 12 seconds ' +
    'look_at says whether there is one. To send the request again without making a second job, send it with the ' +
    'same body and "Idempotency-Key: 9f0c2f6e-6b1f-4c0e-9d53-0a4f7f1f2b11".',
  platform_not_configured: 'X cannot be asked: its operator has to set X_BEARER_TOKEN.',
  queue_unavailable: 'The queue does not answer. Try again in a few seconds.',
  queue_busy: 'The queue takes no more requests at the moment. Try again in a few seconds.',
  queue_rejected:
    'The queue refused the address that it should call: "invalid destination url: unable to resolve host". Set ' +
    'APP_URL to the public https:// address of this deployment, and redeploy.',
  queue_unauthorized:
    "The queue refused QSTASH_TOKEN. Copy it again from Upstash's console (QStash, Quickstart), together with the " +
    'QSTASH_URL of the same region, and redeploy.',
  quota_exceeded:
    "The daily message limit of the queue's plan is used up; it resets at 2026-11-30T00:00:00.000Z. To go on before, " +
    "upgrade the plan in Upstash's console.",
  range_not_satisfiable: 'The file has 1,048,576 bytes; none of them is in bytes=2000000-.',
  rate_limited: 'These were more than 600 requests a minute. Come back in 1 s.',
  schedule_limit_reached: 'The queue takes no more schedules.',
  schema_outdated:
    "The database's schema does not fit this code. Run npm run db:migrate with DATABASE_URL set to this database.",
  singleton_unfinished:
    'Another job with the input of job_01k0a3v5zq8m4n7p2r6t9w is unfinished, and both are singletons. Wait for its end.',
  scope_missing: 'This needs the scope write, and the key ci has only read.',
  steps_per_day_exceeded:
    '998,000 of 1,000,000 steps of today are used, and this job has 5,000. Come back at 2026-11-30T00:00:00.000Z, or ask ' +
    'for fewer.',
  storage_full:
    '1,990,000,000 of 2,000,000,000 bytes are used, and this file has 12,582,912. Delete documents that are not needed, ' +
    'or come back tomorrow: those that nobody uses expire.',
  too_many_unfinished_jobs: '1,000 of 1,000 jobs are unfinished. Come back in 60 s, or cancel some.',
  unauthorized: 'Send your API key: "Authorization: Bearer uk_…".',
  unexpected_error: 'Something went wrong on the server. The error is logged under the request id.',
  universe_not_loaded: 'There is no loaded universe. Name symbols.',
  unsupported_media_type: 'Send the body as JSON, with "Content-Type: application/json".',
  upload_complete: 'Document doc_01k0a3v5zq8m4n7p2r6t9w is complete: no part can be sent any more.',
  upload_incomplete: 'Parts 2 and 3 have not arrived.',
  watchlist_empty: 'Nothing is watched. Add a symbol with POST /api/v1/watchlist.',
  watchlist_full: 'A watchlist has at most 1000 symbols. Remove some first.',
  webhook_not_configured: 'callback_url cannot be used: this service has nothing to sign with.',
};

export const EXAMPLE_FAULTS = [{ path: 'capital', code: 'too_low', message: 'capital must be above 0.' }];

export const EXAMPLE_DOUBT: Doubt = {
  jobId: 'job_01k0a3v5zq8m4n7p2r6t9w',
  certainInMs: 12_000,
  idempotencyKey: '9f0c2f6e-6b1f-4c0e-9d53-0a4f7f1f2b11',
};
