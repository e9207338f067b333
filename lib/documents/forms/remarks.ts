/** `1 slide is`, `2 slides are`. */
export const counted = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;

export const hiddenRemark = (characters: number): string[] =>
  characters > 0 ? [`${characters} characters of hidden text are left out.`] : [];

type Change = readonly [count: number, one: string, many: string];

/** What is said of changes that were tracked, by their kinds; nothing where there are none. */
export function changesRemark(changes: readonly Change[]): string[] {
  const all = changes.reduce((sum, [count]) => sum + count, 0);
  if (all === 0) return [];
  const said = changes.filter(([count]) => count > 0).map((change) => counted(...change));
  const verb = counted(all, 'tracked change is', 'tracked changes are');
  return [`${verb} accepted: ${new Intl.ListFormat('en').format(said)}.`];
}
