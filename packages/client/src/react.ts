import { useEffect, useState } from 'react';
import { type UseJob, useJobOf } from './use-job.ts';

export type { UseJob, WatchedJob } from './use-job.ts';

export const useJob: UseJob = useJobOf({ useState, useEffect });
