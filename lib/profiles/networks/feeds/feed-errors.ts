/** A document that is no feed: other XML, HTML, or neither. */
export class NotAFeed extends Error {
  override readonly name = 'NotAFeed';
}

/** XML that is nested too deep or holds too much. Its message quotes nothing of it. */
export class XmlTooComplex extends Error {
  override readonly name = 'XmlTooComplex';
}
