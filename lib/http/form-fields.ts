import { Refusal } from '../core/errors.ts';

const FORM = /^multipart\/form-data(;|$)/i;

/** @param contentType the header, as sent */
export const isForm = (contentType: string | undefined): boolean => FORM.test(contentType ?? '');

export function malformedForm(message: string): Refusal {
  return new Refusal('malformed_form', message);
}

async function parsed(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw malformedForm('The body is not valid multipart/form-data: its parts do not match its boundary.');
  }
}

/** The fields of a form, each there once. @throws Refusal `malformed_form`. */
export async function formFields(request: Request): Promise<Map<string, string | File>> {
  const fields = new Map<string, string | File>();
  for (const [name, value] of await parsed(request)) {
    if (fields.has(name)) throw malformedForm(`The field "${name.slice(0, 64)}" is there twice.`);
    fields.set(name, value);
  }
  return fields;
}
