/**
 * Converts JSON parameters to PostgreSQL's text format: `null` and text unchanged, an array as `{…}` with quoted
 * text, everything else as JSON. Source: neondatabase/neon, proxy/src/serverless/json.rs, `json_to_pg_text`.
 */
export function toPgText(param: unknown): string | null {
  if (param === null || param === undefined) return null;
  if (typeof param === 'string') return param;
  return Array.isArray(param) ? toPgArray(param) : JSON.stringify(param);
}

function toPgArray(values: unknown[]): string {
  const elements = values.map((value) => {
    if (value === null) return 'NULL';
    if (Array.isArray(value)) return toPgArray(value);
    return typeof value === 'object' ? JSON.stringify(JSON.stringify(value)) : JSON.stringify(value);
  });
  return `{${elements.join(',')}}`;
}
