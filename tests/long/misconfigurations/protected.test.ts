import { beforeAll, expect, test } from 'vitest';
import { builtOnce } from '../../support/built.ts';
import { startDeployment } from '../../support/deployment.ts';
import { protectedBy } from '../../support/front-door.ts';
import { ROOT } from '../../support/stack.ts';
import { jobOf } from './play.ts';

beforeAll(() => builtOnce(ROOT));

test('a protected deployment without the secret fails a job of 60 s at second 61, and tells its receiver', async () => {
  const deployment = await startDeployment({ door: protectedBy('the-secret-of-the-project') });
  try {
    const { job, told } = await jobOf(deployment, 60);
    expect(job).toMatchObject({ status: 'failed', error: { code: 'deadline_exceeded' } });
    expect(job?.error?.message).toMatch(/protection bypass secret.*signing keys.*npm run doctor/);
    expect(told).toEqual(['job.failed']);
  } finally {
    await deployment.stop();
  }
});
