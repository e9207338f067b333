import { type Fault, Refusal } from '../../core/errors.ts';
import { hostOf, isPublicHost } from '../../core/public-address.ts';
import { isReadHost } from './named-host.ts';
import { normalProfileId } from './profile-id.ts';
import type { Platform } from './social.ts';

/** The address of the server that a profile id names; null where the network has one of its own. */
function serverOf(platform: Platform, profileId: string): URL | null {
  if (platform === 'feed') return new URL(normalProfileId(platform, profileId));
  if (platform !== 'mastodon') return null;
  const [, host = ''] = normalProfileId(platform, profileId).split('@');
  return URL.canParse(`https://${host}`) ? new URL(`https://${host}`) : null;
}

/**
 * What is wrong with the server of a profile as far as its name alone tells: an address in place of a name, another port,
 * a name that is never public. Where a public name leads is only known when it is resolved.
 */
function hostFault(platform: Platform, profileId: string): Fault | null {
  const url = serverOf(platform, profileId);
  if (url === null || (isReadHost(url) && isPublicHost(hostOf(url)))) return null;
  const message = `"${url.host}" cannot be read: give the name of a server on the public internet, without a port.`;
  return { path: 'profile_id', code: 'host_refused', message };
}

/** @throws Refusal `invalid_input` with the code host_refused */
export function mustBePublic(platform: Platform, profileId: string): void {
  const fault = hostFault(platform, profileId);
  if (fault) throw new Refusal('invalid_input', fault.message, { faults: [fault] });
}
