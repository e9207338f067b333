import { useEffect, useState } from 'preact/hooks';
import { type UseJob, useJobOf } from './use-job.ts';

export type { UseJob, WatchedJob } from './use-job.ts';

export const useJob: UseJob = useJobOf({ useState, useEffect });
