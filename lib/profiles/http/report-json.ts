import { z } from '../../http/route.ts';
import { type Report, reportSchema } from '../report/report.ts';

const { platform } = reportSchema.shape.profile.shape;

const profileSchema = z
  .object({
    platform,
    id: z.string().openapi({ description: "The network's own." }),
    handle: z.string(),
    display_name: z.string().nullable(),
    bio: z.string().nullable(),
    url: z.string().nullable(),
    created_at: z.string().nullable(),
    followers: z.number().nullable(),
    following: z.number().nullable(),
    posts: z.number().nullable().openapi({ description: 'As the network counts.' }),
    has_avatar: z.boolean().nullable(),
    verified: z.boolean().nullable(),
    says_bot: z.boolean().nullable().openapi({ description: 'The account says that it is automated.' }),
  })
  .openapi({ description: 'The account as its network tells it; null where it does not.' });

/** The report as it is sent: the stored one with the profile's names in snake_case. */
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
