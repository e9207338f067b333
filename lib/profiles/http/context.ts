import type { Analyzer } from '../../engine/analyzer.ts';
import type { HttpContext } from '../../http/route.ts';
import type { PlatformInfo } from '../networks/platforms.ts';
import type { ProfileInput } from '../schema.ts';

/** Dependencies of the profile routes. */
export interface ProfilesContext extends HttpContext {
  analyzer: Analyzer<ProfileInput>;
  /** Sources of posts, with their requirements. */
  platforms(): PlatformInfo[];
}
