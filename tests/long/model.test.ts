import { describe, expect, test } from 'vitest';
import { CONFIGS, surprises } from '../model/configs.ts';

describe('the model of the protocol, every configuration', () => {
  test.each(CONFIGS)('$name', (config) => {
    expect(surprises(config, config.play())).toEqual([]);
  });
});
