/** Elements of runs that are a sign of their own (17.3.3); a break of a page parts words as one of a line does. */
export const SIGNS: Readonly<Record<string, string>> = {
  'w:tab': '\t',
  'w:ptab': '\t',
  'w:br': '\n',
  'w:cr': '\n',
  'w:noBreakHyphen': '\u2011',
};
