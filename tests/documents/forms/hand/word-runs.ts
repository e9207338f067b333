export const run = (text: string, properties = ''): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
export const par = (...content: string[]): string => `<w:p>${content.join('')}</w:p>`;
