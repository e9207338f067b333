/** A rejected request, answered with `status` and `{ "error": message }`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly headers: Record<string, string>;
  constructor(status: number, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/** A QStash feature that this server does not implement. */
export function notImplemented(feature: string): ApiError {
  return new ApiError(501, `${feature}: not implemented by the local QStash server`);
}
