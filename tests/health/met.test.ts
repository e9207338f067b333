import { describe, expect, test } from 'vitest';
import { toResponse } from '../../lib/engine/answer.ts';
import { type Answered, type Met, whoMet } from '../../lib/health/met.ts';
import { told } from '../../lib/health/met-finding.ts';
import { PROTECTED } from '../support/health.ts';

const answered = (status: number, body = '', headers: Record<string, string> = {}): Answered => ({
  status,
  body,
  headers,
});

describe('who answered in the service’s place', () => {
  test('is ourselves only if it says so in our words', async () => {
    const ours = toResponse({ kind: 'forged', reason: 'invalid signature' }, 'req_1');
    expect(whoMet(answered(ours.status, await ours.text()))).toBe('signature');
    expect(whoMet(answered(401, PROTECTED.body, PROTECTED.headers))).toBe('protection');
  });

  test.each<[string, Answered, Met]>([
    ['an SSO redirect', answered(302, '', { location: 'https://vercel.com/sso-api?url=x' }), 'protection'],
    ['a password page', answered(200, '<title>Authentication Required</title>'), 'protection'],
    ['a trusted-IP rule', answered(403, 'Forbidden'), 'protection'],
    ['a redirect to www', answered(308, '', { location: 'https://www.example.com/' }), 'redirect'],
    ['a deleted deployment', answered(404, '', { 'x-vercel-error': 'DEPLOYMENT_NOT_FOUND' }), 'absent'],
    ['another site', answered(404, 'Not found'), 'absent'],
    ['nobody', answered(0, 'getaddrinfo ENOTFOUND'), 'nobody'],
    ['older code', answered(489, '{"code":"refused"}'), 'refused'],
    [
      'a function that died',
      answered(504, '', { 'x-vercel-error': 'FUNCTION_INVOCATION_TIMEOUT' }),
      'failing',
    ],
  ])('%s', (_, answer, met) => {
    expect(whoMet(answer)).toBe(met);
  });

  test('protection is told what to click, by whether there is a secret', () => {
    const occasion = { address: 'https://x.test/api/process', answered: answered(401), hasBypass: false };
    expect(told('protection', occasion).remedy).toContain('Protection Bypass for Automation');
    expect(told('protection', occasion).remedy).toContain('Add a secret');
    expect(told('protection', { ...occasion, hasBypass: true }).remedy).toContain('no longer');
  });
});
