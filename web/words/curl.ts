/** One request as a command for a shell. */
export interface Command {
  says: string;
  text: string;
}

interface Asked {
  says: string;
  method?: 'GET' | 'POST' | 'DELETE';
  /** With the origin in front. */
  url: string;
  json?: unknown;
  /** Whether the reader came with a key. */
  keyed: boolean;
}

/** Quoted for a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The key is named, never written out. */
export function curl({ says, method = 'GET', url, json, keyed }: Asked): Command {
  const parts = [
    method === 'GET' ? `curl ${quoted(url)}` : `curl -X ${method} ${quoted(url)}`,
    ...(keyed ? [`-H "Authorization: Bearer $UNSTUCK_KEY"`] : []),
    ...(json === undefined
      ? []
      : [`-H 'content-type: application/json'`, `-d ${quoted(JSON.stringify(json))}`]),
  ];
  return { says, text: parts.join(' \\\n  ') };
}

/** The same with the command line of this project, which finds address and key in its environment. */
export const cli = (says: string, text: string): Command => ({ says, text: `unstuck ${text}` });
