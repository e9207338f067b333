const WHOLE = new RegExp(
  `^(?:${[
    'change[-_ ]?(?:me|it|this)',
    '(?:todo|tbd|fixme|none|null|nil|undefined|n/a|secret|password|token|key|value|example|test|dummy)',
    '(?:sig_|uk_|whsec_)?(?:x{3,}|\\*+|\\.+|0+|1234\\d*)',
  ].join('|')})$`,
  'i',
);

const WITHIN = new RegExp(
  [
    '…|\\.\\.\\.|\\*{4,}|x{6,}|placeholder',
    '<[^<>]*>|\\$\\{|\\{\\{|\\[[a-z][a-z _-]*\\]',
    '(?:change|replace)[-_ ]?me|(?:^|[^a-z])your[-_ ]|[-_]here$',
  ].join('|'),
  'i',
);

/** Whether an example was left in place of a value: `changeme`, `<token>`, `sig_...`, `your-key`. */
export const isPlaceholder = (text: string): boolean => WHOLE.test(text) || WITHIN.test(text);

export const LEFT_IN_PLACE = 'still holds an example instead of a value';
