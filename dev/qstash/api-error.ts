/** A request that is refused: answered with `status` and `{ "error": message }`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** A feature of QStash that this server leaves out. */
export function notImplemented(feature: string): ApiError {
  return new ApiError(501, `${feature}: not implemented by the local QStash server`);
}
