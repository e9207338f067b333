type Attributes = Readonly<Record<string, string>>;

/** Where Word (`_ftn1`, `_edn1`) and Google Docs (`ftnt1`, `cmnt1`) set notes and comments. */
const TARGET = /^(?:_ftn|_edn|ftnt|cmnt)\d{1,6}$/;
/** Where their marks stand, which the notes lead back to. */
const SOURCE = /^(?:_ftnref|_ednref|ftnt_ref|cmnt_ref)\d{1,6}$/;

const hashOf = ({ href = '' }: Attributes): string => href.slice(href.indexOf('#') + 1);

/** Whether a link is the mark of a note: it leads to the note and is where that leads back to. */
export const isOfficeMark = (attributes: Attributes): boolean =>
  TARGET.test(hashOf(attributes)) && SOURCE.test(attributes['name'] ?? attributes['id'] ?? '');

/** Whether a link is the mark that a note begins with. */
export const isOfficeNote = (attributes: Attributes): boolean =>
  SOURCE.test(hashOf(attributes)) && TARGET.test(attributes['name'] ?? attributes['id'] ?? '');

export const isComment = (attributes: Attributes): boolean => hashOf(attributes).startsWith('cmnt');
