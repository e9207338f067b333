import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { faultsOf } from '../../lib/core/issue-faults.ts';

const faults = (schema: z.ZodType, given: unknown, under = '') => {
  const { error } = schema.safeParse(given);
  return error ? faultsOf(error, { given, under }) : [];
};

const about = (name: string, field: z.ZodType, value: unknown) =>
  faults(z.object({ [name]: field }), { [name]: value });

describe('a fault is named in our own words', () => {
  test.each<[string, z.ZodType, unknown, string]>([
    ['wrong_type', z.string(), 7, 'f is 7. It must be a text.'],
    ['wrong_type', z.array(z.string()), 'a', 'f is "a". It must be a list.'],
    ['wrong_type', z.boolean(), [1], 'f is a list. It must be true or false.'],
    ['wrong_type', z.number(), { a: 1 }, 'f is an object. It must be a number.'],
    ['not_whole', z.int(), 0.5, 'f is 0.5. It must be a whole number.'],
    ['too_low', z.number().min(3), 2, 'f is 2. It must be at least 3.'],
    ['too_low', z.number().gt(3), 3, 'f is 3. It must be more than 3.'],
    ['too_high', z.number().max(3), 4, 'f is 4. It must be at most 3.'],
    ['too_high', z.int(), 1e300, 'f is 1e+300. It must be at most 9007199254740991.'],
    ['too_short', z.string().min(2), 'a', 'f is "a". It must have at least 2 characters.'],
    ['too_long', z.string().max(1), 'ab', 'f is "ab". It must have at most 1 character.'],
    ['too_few', z.array(z.string()).min(1), [], 'f is a list. It must have at least 1 item.'],
    ['too_many', z.array(z.string()).max(0), ['a'], 'f is a list. It must have at most 0 items.'],
    ['wrong_format', z.email(), 'a', 'f is "a". It must '],
    ['wrong_step', z.number().multipleOf(5), 7, 'f is 7. It must be a multiple of 5.'],
    ['not_one_of', z.enum(['a', 'b']), 'c', 'f is "c". It must be one of: a, b.'],
    ['no_match', z.union([z.string(), z.number()]), true, 'f is true. It must have a documented form.'],
    ['wrong_key', z.record(z.string().min(2), z.string()), { a: 'b' }, ''],
    ['wrong_item', z.map(z.object({}), z.string()), new Map([[{}, 1]]), ''],
    ['not_accepted', z.string().refine(() => false, 'No.'), 'a', 'No.'],
    ['ours', z.string().refine(() => false, { error: 'No.', params: { code: 'ours' } }), 'a', 'No.'],
  ])('%s', (code, field, value, message) => {
    const [fault, ...others] = about('f', field, value);
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ code, message: expect.stringContaining(message) });
    expect(fault?.path).toMatch(/^f(\.a)?$/);
  });

  test('where a kind decides, an unknown one is not_one_of', () => {
    const kinds = z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('a') }),
      z.object({ kind: z.literal('b') }),
    ]);
    expect(faults(kinds, { kind: 'c' })).toMatchObject([{ path: 'kind', code: 'not_one_of' }]);
  });

  test('what a schema says of its own is not reworded', () => {
    expect(about('f', z.string('f is a name.'), 1)).toEqual([
      { path: 'f', code: 'wrong_type', message: 'f is a name.' },
    ]);
  });

  test('a long value is cut', () => {
    const [fault] = about('f', z.string().max(1), 'x'.repeat(10_000));
    expect(fault?.message.length).toBeLessThan(150);
  });
});

describe('a fault says where it is', () => {
  test('below the field that holds what was validated', () => {
    const schema = z.strictObject({ list: z.array(z.string()) });
    expect(faults(schema, { list: ['a', 1], more: 1 }, 'input')).toEqual([
      { path: 'input.list.1', code: 'wrong_type', message: expect.any(String) },
      { path: 'input.more', code: 'unknown_field', message: expect.any(String) },
    ]);
  });

  test('a field that is not there is missing, whatever it must be', () => {
    expect(faults(z.object({ a: z.string(), b: z.enum(['x']) }), {})).toEqual([
      { path: 'a', code: 'missing', message: 'a is missing. It must be a text.' },
      { path: 'b', code: 'missing', message: 'b is missing. It must be x.' },
    ]);
  });

  test('the whole, where it is of another kind altogether', () => {
    expect(faults(z.object({}), [])).toEqual([
      { path: '', code: 'wrong_type', message: 'What was sent is a list. It must be an object.' },
    ]);
  });
});
