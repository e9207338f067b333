import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { DryRunJson } from '../../lib/http/jobs/json-shapes.ts';
import { call, Refused, Unreachable } from '../api/call.ts';
import { credential } from '../api/credential.ts';
import { type Entered, type Fields, type FormKind, inputOf, isAskable } from './fields.ts';

const PAUSE_MS = 400;

export interface Priced {
  answer: DryRunJson | null;
  fault: Refused | Unreachable | null;
}

const NOTHING: Priced = { answer: null, fault: null };

/** What a job of this input would cost, asked once the visitor pauses; nothing is created. */
export function usePrice(kind: FormKind, fields: Fields, entered: Entered): Priced {
  const state = useSignal<Priced>(NOTHING);
  const key = credential.key.value;
  const body = JSON.stringify({ kind, input: inputOf(fields, entered) });
  const askable = isAskable(kind, fields, entered);
  useEffect(() => {
    state.value = NOTHING;
    if (!askable) return;
    const ending = new AbortController();
    const timer = setTimeout(() => void ask(ending.signal), PAUSE_MS);
    async function ask(signal: AbortSignal): Promise<void> {
      const headers = { 'content-type': 'application/json' };
      try {
        const answer = await call<DryRunJson>('/api/v1/jobs?dry_run=true', {
          method: 'POST',
          body,
          headers,
          signal,
        });
        state.value = { answer, fault: null };
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
        state.value = { answer: null, fault: error };
      }
    }
    return () => {
      ending.abort();
      clearTimeout(timer);
    };
  }, [body, askable, key, state]);
  return state.value;
}
