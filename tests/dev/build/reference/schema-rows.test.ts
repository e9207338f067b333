import { describe, expect, test } from 'vitest';
import { noteOf, rowsOf, typeOf } from '../../../../dev/build/reference/schema-rows.ts';

const COMPONENTS: Record<string, unknown> = {
  '#/Box': { type: 'object', properties: { x: { type: 'number' } }, required: ['x'] },
};
const api = {
  whole: (value: unknown) =>
    typeof value === 'object' && value !== null && '$ref' in value ? COMPONENTS[String(value.$ref)] : value,
};

describe('the fields of a body', () => {
  test('stand with their path, through references, lists and parts', () => {
    const schema = {
      allOf: [
        { type: 'object', properties: { box: { $ref: '#/Box' } } },
        {
          type: 'object',
          properties: { all: { type: 'array', items: { $ref: '#/Box' } } },
          required: ['all'],
        },
      ],
    };
    expect(rowsOf(api, schema).map(({ path, type, required }) => [path, type, required])).toEqual([
      ['box', 'object', false],
      ['box.x', 'number', true],
      ['all', 'list of object', true],
      ['all[].x', 'number', true],
    ]);
  });

  test('that alternatives share are named once', () => {
    const one = { type: 'object', properties: { kind: { type: 'string' }, a: { type: 'string' } } };
    const two = { type: 'object', properties: { kind: { type: 'string' }, b: { type: 'string' } } };
    expect(rowsOf(api, { oneOf: [one, two] }).map(({ path }) => path)).toEqual(['kind', 'a', 'b']);
  });

  test('say what they may be, and within which limits', () => {
    expect(typeOf(api, { type: ['string', 'null'], enum: ['on', null] })).toBe('`on`, `null`');
    expect(typeOf(api, { anyOf: [{ type: 'number' }, { type: 'null' }] })).toBe('number or null');
    expect(noteOf(api, { type: 'number', description: 'In percent.', minimum: 0, default: 2 })).toBe(
      'In percent. (default 2, at least 0)',
    );
  });
});
