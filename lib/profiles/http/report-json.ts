import { z } from '../../http/route.ts';
import { type Report, reportSchema } from '../report/report.ts';

const { platform } = reportSchema.shape.profile.shape;

const profileSchema = z
  .object({
    platform,
    id: z.string().openapi({ description: 'Id on the network.' }),
    handle: z.string(),
    display_name: z.string().nullable(),
    bio: z.string().nullable(),
    url: z.string().nullable(),
    created_at: z.string().nullable(),
    followers: z.number().nullable(),
    following: z.number().nullable(),
    posts: z.number().nullable().openapi({ description: 'Count by the network.' }),
    has_avatar: z.boolean().nullable(),
    verified: z.boolean().nullable(),
    says_bot: z
      .boolean()
      .nullable()
      .openapi({ description: 'Whether the account declares itself automated.' }),
  })
  .openapi({ description: 'Account data from the network; null if not available.' });

/** The stored report, with the profile's field names in snake_case. */
export const reportJsonSchema = reportSchema.extend({ profile: profileSchema }).openapi('ProfileReport');

export type ReportJson = z.infer<typeof reportJsonSchema>;

export function reportJson(report: Report): ReportJson {
  const { displayName, createdAt, hasAvatar, saysBot, ...same } = report.profile;
  return {
    ...report,
    profile: {
      ...same,
      display_name: displayName,
      created_at: createdAt,
      has_avatar: hasAvatar,
      says_bot: saysBot,
    },
  };
}
