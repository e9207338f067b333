import { afterAll, afterEach, beforeAll } from 'vitest';
import { type FreshDatabase, freshDatabase } from './database.ts';
import { startEngine, type TestEngine, type TestEngineOptions } from './engine.ts';

/** A file's own database, and an engine on it that each test starts and that is stopped after the test. */
export function engineSuite(): {
  start(options: Omit<TestEngineOptions, 'databaseUrl'>): Promise<TestEngine>;
} {
  let fresh: FreshDatabase;
  let engine: TestEngine | undefined;
  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  afterEach(async () => {
    await engine?.stop();
    engine = undefined;
  });
  afterAll(() => fresh.drop());
  return {
    start: async (options) => {
      engine = await startEngine({ databaseUrl: fresh.url, ...options });
      return engine;
    },
  };
}
