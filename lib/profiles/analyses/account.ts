import type { Post, Profile } from '../networks/social.ts';
import {
  type Context,
  type Finding,
  type Findings,
  finding,
  findings,
  type Json,
  type Missing,
  missing,
} from './findings.ts';
import { repositories } from './repositories.ts';
import { rounded, share } from './statistics.ts';

const DAY_MS = 86_400_000;

/** Stated by the profile, not estimated from a sample. */
const readOff = (value: Json): Finding => finding(value, [], { n: 1, confidence: 'high' });

function age({ createdAt }: Profile, asOf: string): Finding | Missing {
  const days = (Date.parse(asOf) - Date.parse(createdAt ?? '')) / DAY_MS;
  if (Number.isNaN(days) || days < 0) {
    return missing('the network gives no usable creation date', 'the creation date of the account');
  }
  return readOff({ days: Math.floor(days), created_at: createdAt });
}

/** Posts that came with the request, or with an archive's posts alone: nothing is known about the account itself. */
function isUnknown({ platform, displayName, bio, createdAt, hasAvatar }: Profile): boolean {
  const isGiven = platform === 'inline' || platform.endsWith('_archive');
  return isGiven && [displayName, bio, createdAt, hasAvatar].every((field) => field === null);
}

function completeness(profile: Profile): Finding | Missing {
  if (isUnknown(profile)) {
    return missing('the request contained posts but no account data', 'an account read from its network');
  }
  const filled = (text: string | null): boolean => text !== null && text.trim() !== '';
  const fields = {
    display_name: filled(profile.displayName),
    bio: filled(profile.bio),
    url: filled(profile.url),
    avatar: profile.hasAvatar,
  };
  const known = Object.values(fields).filter((value) => value !== null);
  return readOff({ fields, share_filled: share(known.filter(Boolean).length, known.length) });
}

function counts({ followers, following, posts }: Profile): Finding | Missing {
  if (followers === null && following === null && posts === null) {
    return missing('the network gives no counts', 'the numbers of followers, following or posts');
  }
  const ratio =
    followers !== null && following !== null && following > 0 ? rounded(followers / following) : null;
  return readOff({ followers, following, posts, followers_per_following: ratio });
}

/** Facts the profile states about itself, without judgement. */
export function account(posts: readonly Post[], { profile, asOf }: Context): Findings {
  if (profile === null) {
    const none = missing('no profile came with the posts', 'the profile');
    return findings(posts, { age: none, completeness: none, counts: none });
  }
  return findings(posts, {
    age: age(profile, asOf),
    completeness: completeness(profile),
    counts: counts(profile),
    ...(profile.platform === 'github' && { repositories: repositories(profile) }),
  });
}
