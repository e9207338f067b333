/** `ep-cool-rain-123-pooler.eu-central-1.aws.neon.tech`: the pooler answers instead of the endpoint itself. */
const NEON = /^(ep-[a-z0-9-]+?)(-pooler)?(\..*\.?(?:neon\.tech|vercel-storage\.com))$/i;

/** Whether a database's URL is of Neon's pooler; null if it is not of Neon. */
export function isPooled(url: string): boolean | null {
  const found = NEON.exec(new URL(url).hostname);
  return found && found[2] !== undefined;
}

/** The same database without the pooler; unchanged if it is not of Neon. */
export function direct(url: string): string {
  const changed = new URL(url);
  changed.hostname = changed.hostname.replace(NEON, '$1$3');
  return isPooled(url) ? changed.href : url;
}

/** Whether two addresses are of different databases of Neon, pooled or not. */
export function areOfDifferentDatabases(one: string, other: string): boolean {
  if (isPooled(one) === null || isPooled(other) === null) return false;
  const [first, second] = [one, other].map((url) => new URL(direct(url)));
  return first?.hostname !== second?.hostname || first?.pathname !== second?.pathname;
}
