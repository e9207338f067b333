/** A field that a file gives several times. Names have commas of their own. */
export const joinedField = (field: string, ...values: readonly (string | undefined)[]): string =>
  values.filter((value) => value !== undefined).join(field === 'Author' ? '; ' : ', ');
