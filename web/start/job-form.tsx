import { inputs } from 'unstuck:inputs';
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { JobJson } from '../../lib/jobs/job-json.ts';
import { call, Refused, Unreachable } from '../api/call.ts';
import { Problem } from '../parts/problem.tsx';
import { FieldRow } from './field.tsx';
import { type Entered, type Field, type FormKind, faultsByField, fieldsOf, inputOf } from './fields.ts';
import { Price } from './price.tsx';
import { usePrice } from './use-price.ts';

interface JobFormProps {
  kind: FormKind;
  title: string;
  about: string;
  submit: string;
  /** What is entered already, e.g. of a file that was dropped. */
  given?: Entered;
}

/** A form of a kind's own input schema: it says the price before anything is created, and each fault at its field. */
export function JobForm({ kind, title, about, submit, given = {} }: JobFormProps) {
  const fields = useMemo(() => fieldsOf(kind, inputs[kind]), [kind]);
  const { route } = useLocation();
  const entered = useSignal<Entered>(given);
  const touched = useSignal<ReadonlySet<string>>(new Set());
  const refused = useSignal<Refused | Unreachable | null>(null);
  const busy = useSignal(false);
  const price = usePrice(kind, fields, entered.value);
  const fault = refused.value ?? price.fault;
  const all = fault instanceof Refused ? (fault.problem.errors ?? []) : [];
  const faults = faultsByField(fields, all);
  // Before it is sent, only what was entered is judged: an empty form is not full of faults.
  const shownAt = (name: string) =>
    refused.value || touched.value.has(name) ? (faults.get(name) ?? []) : [];

  const change = (name: string) => (value: string) => {
    entered.value = { ...entered.value, [name]: value };
    touched.value = new Set([...touched.value, name]);
    refused.value = null;
  };
  const send = async () => {
    busy.value = true;
    refused.value = null;
    try {
      const json = { kind, input: inputOf(fields, entered.value) };
      const job = await call<JobJson>('/api/v1/jobs', { method: 'POST', json });
      route(`/jobs/${job.id}`);
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
      refused.value = error;
    } finally {
      busy.value = false;
    }
  };
  const row = (field: Field) => (
    <FieldRow
      key={field.name}
      field={field}
      value={entered.value[field.name] ?? ''}
      faults={shownAt(field.name)}
      change={change(field.name)}
    />
  );
  const unplaced = refused.value && (all.length === 0 || faults.has(''));
  return (
    <form
      class="job-form"
      id={`new-${kind}`}
      noValidate
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h3>{title}</h3>
      <p class="minor">{about}</p>
      {fields.main.map(row)}
      <details>
        <summary>{fields.others.length} more settings</summary>
        {fields.others.map(row)}
      </details>
      {unplaced && refused.value && <Problem fault={refused.value} />}
      <div class="job-form-end">
        <button type="submit" class="main" disabled={busy.value}>
          {busy.value ? 'Sending…' : submit}
        </button>
        <Price of={price} />
      </div>
    </form>
  );
}
