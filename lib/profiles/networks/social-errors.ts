import { PermanentError, ProviderRefusal, TransientError } from '../../core/errors.ts';

/** Errors of the sources. They contain at most the profile's name, never a post, token or the network's text. */
const named = (network: string, profileId: string) => `${network} profile "${profileId.slice(0, 100)}"`;

export const profileNotFound = (network: string, profileId: string, hint = 'Check the spelling.') =>
  new PermanentError(
    'profile_not_found',
    `The ${named(network, profileId)} does not exist, or not any more. ${hint}`,
  );

export const profilePrivate = (network: string, profileId: string, why: string) =>
  new PermanentError(
    'profile_private',
    `The ${named(network, profileId)} cannot be read: ${why}. Its owner can submit the posts inline or as an archive.`,
  );

export const profileSuspended = (network: string, profileId: string) =>
  new PermanentError('profile_suspended', `The ${named(network, profileId)} is suspended by its network.`);

export const platformUnauthorized = (network: string, what: string) =>
  new PermanentError('platform_unauthorized', `${network} ${what}`);

export const hostRefused = (message: string) => new PermanentError('host_refused', message);

export const platformFailed = (network: string, what: string, retryAfterMs?: number) =>
  new TransientError('platform_failed', `${network} answered with ${what}.`, { retryAfterMs });

/** The network refuses this address or token, whatever profile is asked for. */
export const rateLimited = (network: string, retryAfterMs: number | undefined) =>
  new ProviderRefusal(
    'platform_rate_limited',
    `${network} takes no more requests for now${retryAfterMs === undefined ? '' : `; it says to wait ${Math.ceil(retryAfterMs / 1000)} s`}.`,
    { retryAfterMs },
  );
