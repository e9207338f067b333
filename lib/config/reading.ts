/** What a parser makes of a text: a value, with notes on what it corrected, or why there is none. */
export type Reading<T> =
  | { value: T; notes: readonly string[] }
  | { value: null; reason: string; remedy: string };

export interface Place {
  name: string;
  onVercel: boolean;
}

/** A parser of one variable. The text is tidied and not empty. */
export type Reader<T extends {}> = (text: string, place: Place) => Reading<T>;

export function taken<T>(value: T, notes: readonly string[] = []): Reading<T> {
  return { value, notes };
}

/** @param reason ends a sentence that begins with the name. @param remedy what it should look like, or where it is. */
export function refused(reason: string, remedy: string): { value: null; reason: string; remedy: string } {
  return { value: null, reason, remedy };
}
