import { Refusal } from '../core/errors.ts';
import { refuseNul } from './faults.ts';

const FORM = /^multipart\/form-data(;|$)/i;

/** @param contentType the raw header */
export const isForm = (contentType: string | undefined): boolean => FORM.test(contentType ?? '');

export function malformedForm(message: string): Refusal {
  return new Refusal('malformed_form', message);
}

async function parsed(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw malformedForm('The body is not valid multipart/form-data: the parts do not match the boundary.');
  }
}

const textOf = (value: string | File): string => (typeof value === 'string' ? value : value.name);

/** Parses a form. @throws Refusal `malformed_form`, also for a repeated field; `invalid_input` for a NUL. */
export async function formFields(request: Request): Promise<Map<string, string | File>> {
  const fields = new Map<string, string | File>();
  for (const [name, value] of await parsed(request)) {
    if (fields.has(name)) throw malformedForm(`The field "${name.slice(0, 64)}" occurs twice.`);
    fields.set(name, value);
  }
  refuseNul(Object.fromEntries([...fields].map(([name, value]) => [name, textOf(value)])));
  return fields;
}
