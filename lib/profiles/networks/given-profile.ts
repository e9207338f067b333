import type { Platform, Profile } from './social.ts';

/** Of an account whose posts were given, only what it is called is known. @param handle in its normal form. */
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
