import { z } from 'zod';
import { upload } from '../../documents/http/files/uploading.ts';
import type { Api } from '../../http/harness.ts';
import { runProfile } from '../http/run-profile.ts';

const taskSchema = z.object({ task: z.object({ id: z.string() }) });

const resultSchema = z.object({
  data: z.array(
    z.looseObject({
      profile: z.looseObject({ handle: z.string() }),
      basis: z.looseObject({ posts: z.number(), incomplete: z.array(z.string()).optional() }),
      findings: z.record(z.string(), z.unknown()),
      posts: z.array(z.looseObject({ id: z.string(), text: z.string(), kind: z.string() })),
    }),
  ),
});
export type ArchiveResult = z.infer<typeof resultSchema>['data'][number];

/** Submits an archive that is already uploaded. @returns the id of the job */
async function submitArchive(
  service: Api,
  asked: { platform: string; profile_id?: string; document_id: string },
): Promise<string> {
  const response = await service.post('/api/analyze', { profile_id: 'my archive', ...asked });
  const text = await response.text();
  if (response.status !== 202) throw new Error(`${response.status} ${text}`);
  return taskSchema.parse(JSON.parse(text)).task.id;
}

/** What comes of an archive: uploaded, analyzed, and read with its posts. */
export async function analyzed(
  service: Api,
  platform: string,
  { bytes, profile_id = 'my archive' }: { bytes: Uint8Array<ArrayBuffer>; profile_id?: string },
): Promise<ArchiveResult> {
  const id = await submitArchive(service, {
    platform,
    profile_id,
    document_id: await upload(service, bytes),
  });
  await runProfile(service.jobs.db, id);
  const response = await service.get(`/api/v1/jobs/${id}/result?include=raw`);
  const text = await response.text();
  const [result] = resultSchema.parse(JSON.parse(text)).data;
  if (!result) throw new Error(text);
  return result;
}
