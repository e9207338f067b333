import { describe, expect, test } from 'vitest';
import { loadConfig } from '../lib/config.ts';
import { COMPLETE as complete, DEPLOYED } from './config/complete.ts';

const names = (variables: Record<string, string>) => loadConfig(variables).problems.map(({ name }) => name);

describe('the configuration', () => {
  test('names everything that is missing at once', () => {
    expect(names({})).toEqual([
      'DATABASE_URL',
      'QSTASH_TOKEN',
      'QSTASH_CURRENT_SIGNING_KEY',
      'QSTASH_NEXT_SIGNING_KEY',
      'APP_URL',
    ]);
  });

  test('names what cannot be used, and leaves it at its default', () => {
    const { config, problems } = loadConfig({ ...complete, MARKET_DATA: 'guess', SLICE_BUDGET_MS: '-1' });
    expect(problems.map(({ name }) => name).sort()).toEqual(['MARKET_DATA', 'SLICE_BUDGET_MS']);
    expect(config.engine.sliceBudgetMs).toBe(120_000);
  });

  test('treats an empty variable as one that is not set', () => {
    expect(names({ ...complete, MARKET_DATA: '', API_KEYS: '' })).toEqual([]);
  });

  test('on Vercel insists on a choice of market data and refuses QSTASH_DEV', () => {
    expect(names({ ...complete, VERCEL: '1', QSTASH_DEV: 'true' })).toEqual([
      'CRON_SECRET',
      'API_KEYS',
      'QSTASH_DEV',
      'MARKET_DATA',
    ]);
  });

  test('calls a preview back at its own URL, production at the fixed one', () => {
    const preview = { ...complete, VERCEL_ENV: 'preview', VERCEL_URL: 'app-git-x.vercel.app' };
    expect(loadConfig(preview).config.appUrl).toBe('https://app-git-x.vercel.app');
    expect(loadConfig({ ...preview, VERCEL_ENV: 'production' }).config.appUrl).toBe(
      'https://app.example.com',
    );
  });

  test('asks Yahoo four things at once, and simulated data without limit', () => {
    expect(loadConfig({ ...complete, MARKET_DATA: 'yahoo' }).config.marketLimits).toEqual({ maxInFlight: 4 });
    expect(loadConfig({ ...complete, MARKET_DATA: 'simulated' }).config.marketLimits).toBeNull();
    expect(loadConfig({ ...complete, MARKET_MAX_IN_FLIGHT: '10' }).config.marketLimits?.maxInFlight).toBe(10);
  });

  test('needs a key for Twelve Data alone, and keeps it with the secrets', () => {
    const alone = { ...complete, MARKET_DATA: 'twelvedata' };
    expect(names(alone)).toEqual(['TWELVE_DATA_API_KEY']);
    expect(names({ ...alone, TWELVE_DATA_API_KEY: 'abc' })).toEqual([]);
    for (const marketData of ['yahoo', 'auto', 'sample', 'simulated']) {
      expect(names({ ...complete, MARKET_DATA: marketData })).toEqual([]);
    }
    const { secrets, ...rest } = loadConfig({ ...alone, TWELVE_DATA_API_KEY: 'abc-key' }).config;
    expect([secrets.twelveDataKey, rest.marketData, rest.marketLimits]).toEqual([
      'abc-key',
      'twelvedata',
      { maxInFlight: 2, perSecond: 7 / 60, burst: 1 },
    ]);
    expect(JSON.stringify(rest)).not.toContain('abc-key');
    expect(loadConfig(complete).config.secrets.twelveDataKey).toBeNull();
  });

  test('takes a webhook secret of 24 to 64 bytes, written as the standard has it', () => {
    const secret = (bytes: number) => `whsec_${Buffer.alloc(bytes, 1).toString('base64')}`;
    for (const bytes of [24, 32, 64])
      expect(names({ ...complete, WEBHOOK_SECRET: secret(bytes) })).toEqual([]);
    expect(loadConfig({ ...complete, WEBHOOK_SECRET: secret(32) }).config.secrets.webhookSecret).toBe(
      secret(32),
    );
    for (const wrong of [secret(23), secret(65), 'whsec_', 'whsec_not base64!', secret(32).slice(6)]) {
      expect(names({ ...complete, WEBHOOK_SECRET: wrong })).toEqual(['WEBHOOK_SECRET']);
    }
    expect(loadConfig(complete).config.secrets.webhookSecret).toBeNull();
  });

  test('lets callbacks stay on this machine only where it is not Vercel', () => {
    const local = { ...complete, WEBHOOK_ALLOW_LOCAL: 'true' };
    expect(loadConfig(local).config.webhookAllowLocal).toBe(true);
    expect(loadConfig(complete).config.webhookAllowLocal).toBe(false);
    const deployed = { ...local, ...DEPLOYED };
    expect(names(deployed)).toEqual(['WEBHOOK_ALLOW_LOCAL']);
    expect(loadConfig(deployed).config.webhookAllowLocal).toBe(false);
  });

  test('reads API keys with their owners', () => {
    const { config } = loadConfig({
      ...complete,
      API_KEYS: 'ann:uk_0123456789abcdef, bob:uk_fedcba9876543210',
    });
    expect(config.secrets.apiKeys.map(({ owner }) => owner)).toEqual(['ann', 'bob']);
    expect(names({ ...complete, API_KEYS: 'ann:short' })).toEqual(['API_KEYS']);
  });

  test('keeps documents a month unless told otherwise', () => {
    expect(loadConfig(complete).config.documentRetentionDays).toBe(30);
    expect(loadConfig({ ...complete, DOCUMENT_RETENTION_DAYS: '7' }).config.documentRetentionDays).toBe(7);
    expect(names({ ...complete, DOCUMENT_RETENTION_DAYS: '0' })).toEqual(['DOCUMENT_RETENTION_DAYS']);
  });

  test('keeps the token of the blob store with the secrets, and refuses one that is none', () => {
    const token = 'vercel_blob_rw_StoreId_a1b2c3';
    const { secrets, ...rest } = loadConfig({ ...complete, BLOB_READ_WRITE_TOKEN: token }).config;
    expect(secrets.blobToken).toBe(token);
    expect(JSON.stringify(rest)).not.toContain(token);
    expect(loadConfig(complete).config.secrets.blobToken).toBeNull();
    expect(names({ ...complete, BLOB_READ_WRITE_TOKEN: 'token' })).toEqual(['BLOB_READ_WRITE_TOKEN']);
  });
});
