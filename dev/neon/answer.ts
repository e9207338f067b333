/** An HTTP response of the endpoint. */
export interface Answer {
  status: number;
  body: string;
  headers?: Record<string, string>;
}
