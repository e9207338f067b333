import { describe, expect, test } from 'vitest';
import { inputSchemas } from '../../../dev/build/input-schemas.ts';
import { profileInput } from '../../../lib/profiles/schema.ts';
import { stockInputSchema } from '../../../lib/stocks/schema.ts';
import {
  faultsByField,
  fieldsOf,
  inputOf,
  isAskable,
  labelOf,
  type ObjectSchema,
} from '../../../web/start/fields.ts';

/** As the build writes them into the page. */
const { stocks, profile, document }: Record<'stocks' | 'profile' | 'document', ObjectSchema> = JSON.parse(
  JSON.stringify(inputSchemas()),
);

describe('the forms', () => {
  test('have every field of the analyzers’ schemas, those that are needed unfolded', () => {
    for (const [kind, schema, given] of [
      ['stocks', stocks, stockInputSchema.shape],
      ['profile', profile, profileInput.shape],
    ] as const) {
      const { main, others } = fieldsOf(kind, schema);
      expect([...main, ...others].map(({ name }) => name).sort()).toEqual(Object.keys(given).sort());
      expect(others.filter(({ required }) => required)).toEqual([]);
    }
  });

  test('take defaults, bounds and choices from there', () => {
    const { main, others } = fieldsOf('stocks', stocks);
    expect(main.find(({ name }) => name === 'capital')).toMatchObject({ widget: 'number', preset: '100000' });
    expect(main.find(({ name }) => name === 'strategies')).toMatchObject({
      widget: 'choices',
      preset: 'balanced',
    });
    expect(others.find(({ name }) => name === 'history_years')).toMatchObject({
      min: 2,
      max: 20,
      whole: true,
    });
  });

  test.each([
    ['risk_percent', 'Risk (%)'],
    ['history_years', 'History (years)'],
    ['profile_id', 'Account'],
  ])('call %s %j', (name, label) => expect(labelOf(name)).toBe(label));
});

describe('what is sent', () => {
  test('is what was entered, read by its type, and nothing that holds anyway', () => {
    const fields = fieldsOf('stocks', stocks);
    const entered = {
      symbols: 'aapl, tcs.ns\nmsft',
      capital: '100000',
      risk_percent: '1.5',
      fractional: 'true',
    };
    expect(inputOf(fields, entered)).toEqual({
      symbols: ['aapl', 'tcs.ns', 'msft'],
      risk_percent: 1.5,
      fractional: true,
    });
    expect(stockInputSchema.safeParse(inputOf(fields, entered)).success).toBe(true);
  });

  test('is sent as it was entered where it cannot be read, for the service to refuse in its own words', () => {
    const fields = fieldsOf('profile', profile);
    const input = inputOf(fields, { platform: 'inline', profile_id: 'ada', posts: '[{', max_posts: 'many' });
    expect(input).toMatchObject({ posts: '[{', max_posts: 'many' });
    expect(profileInput.safeParse(input).success).toBe(false);
  });

  test('has the choice that is both a word and a yes or no as the schema has it', () => {
    const fields = fieldsOf('document', document);
    const entered = { source_url: 'https://example.org/a.pdf', ocr: 'true' };
    expect(inputOf(fields, entered)['ocr']).toBe(true);
    expect(inputOf(fields, { ...entered, ocr: 'force' })['ocr']).toBe('force');
  });

  test('is priced only when there is enough of it', () => {
    const fields = fieldsOf('document', document);
    expect(isAskable('document', fields, { ocr: 'force' })).toBe(false);
    expect(isAskable('document', fields, { document_id: 'doc_1' })).toBe(true);
    expect(isAskable('profile', fieldsOf('profile', profile), { platform: 'bluesky' })).toBe(false);
  });
});

test('a fault stands at its field, and at none where there is none', () => {
  const faults = [
    { path: 'input.symbols.1', message: 'no symbol' },
    { path: 'input.symbols[0]', message: 'nor this' },
    { path: 'callback_url', message: 'not here' },
  ];
  expect(faultsByField(fieldsOf('stocks', stocks), faults)).toEqual(
    new Map([
      ['symbols', ['no symbol', 'nor this']],
      ['', ['not here']],
    ]),
  );
});
