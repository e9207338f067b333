import type { Analyzer } from '../../engine/analyzer.ts';
import type { HttpContext } from '../../http/route.ts';
import type { PlatformInfo } from '../networks/platforms.ts';
import type { ProfileInput } from '../schema.ts';

/** What the routes of profiles are given. */
export interface ProfilesContext extends HttpContext {
  analyzer: Analyzer<ProfileInput>;
  /** Where the posts of a profile can come from, and what each needs. */
  platforms(): PlatformInfo[];
}
