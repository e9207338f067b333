import type { Platform, Profile } from './social.ts';

/** A name in a request as the networks write handles: without @, in lower case. */
export const bareHandle = (name: string): string => name.replace(/^@/, '').toLowerCase();

/** Profile for posts that came with the request: only the handle is known. @param handle normalized. */
export function givenProfile(platform: Platform, handle: string): Profile {
  return {
    platform,
    id: handle,
    handle,
    displayName: null,
    bio: null,
    url: null,
    createdAt: null,
    followers: null,
    following: null,
    posts: null,
    hasAvatar: null,
    verified: null,
    saysBot: null,
  };
}
