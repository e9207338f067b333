import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso/router';
import type { DryRunJson } from '../../../lib/http/jobs/json-shapes.ts';
import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { call } from '../../api/call.ts';
import { useAction } from '../../api/use-action.ts';
import { Problem } from '../../parts/problem.tsx';
import { counted, usd } from '../../words/count.ts';
import { changesOf, type Field, fieldsOf, labelOf } from './input-fields.ts';

/** Runs a job again: its input to change, and what that would take before anything is created. */
export function AgainForm({ job }: { job: JobJson }) {
  const { route } = useLocation();
  const texts = useSignal<ReadonlyMap<string, string>>(new Map());
  const wrong = useSignal<string | null>(null);
  const estimate = useSignal<DryRunJson['would_create']>(null);
  const { busy, fault, run } = useAction();
  const fields = fieldsOf(job.input);
  const set = (name: string, text: string) => {
    texts.value = new Map(texts.value).set(name, text);
    estimate.value = null;
  };
  const changes = (): Record<string, unknown> | null => {
    try {
      wrong.value = null;
      return changesOf(fields, texts.value);
    } catch (error) {
      wrong.value = `What is not plain text is written as JSON: ${String(error)}`;
      return null;
    }
  };
  const begin = async () => {
    const input = changes();
    if (input === null) return;
    const made = await call<JobJson>(`/api/v1/jobs/${job.id}/again`, { method: 'POST', json: { input } });
    route(`/jobs/${made.id}`);
  };
  const rehearse = async () => {
    const input = changes();
    if (input === null) return;
    const asked = { kind: job.kind, input: { ...Object(job.input), ...input } };
    const { would_create } = await call<DryRunJson>('/api/v1/jobs?dry_run=true', {
      method: 'POST',
      json: asked,
    });
    estimate.value = would_create;
  };
  return (
    <form
      class="panel"
      onSubmit={(event) => {
        event.preventDefault();
        run(begin);
      }}
    >
      <p>A new job with the input of this one. What you leave as it is stays as it was.</p>
      {job.input_truncated === true && (
        <p class="minor">Long lists and texts are cut here; left alone, they are taken whole.</p>
      )}
      <div class="fields">
        {fields.map((field) => (
          <FieldInput key={field.name} field={field} text={texts.value.get(field.name)} set={set} />
        ))}
      </div>
      {fields.length === 0 && <p>Its input is not known to this version: create a new job instead.</p>}
      <p class="actions">
        <button type="submit" class="main" disabled={busy || fields.length === 0}>
          Run again
        </button>
        {job.input_truncated !== true && fields.length > 0 && (
          <button type="button" disabled={busy} onClick={() => run(rehearse)}>
            What would it take?
          </button>
        )}
      </p>
      {estimate.value && (
        <p role="status">
          {counted(estimate.value.steps, 'step')} and {counted(estimate.value.messages, 'message')} to begin
          with, {usd(estimate.value.cost_usd)} for those messages. The functions’ time comes on top, and is
          not known before.
        </p>
      )}
      {wrong.value !== null && (
        <p class="problem" role="alert">
          {wrong.value}
        </p>
      )}
      {fault && <Problem fault={fault} />}
    </form>
  );
}

interface FieldInputProps {
  field: Field;
  text: string | undefined;
  set: (name: string, text: string) => void;
}

function FieldInput({ field, text, set }: FieldInputProps) {
  const { name, kind } = field;
  const value = text ?? field.text;
  const label = `${labelOf(name)}${kind === 'lines' ? ', one in each line' : ''}`;
  if (kind === 'yes-no')
    return (
      <label class="check">
        <input
          type="checkbox"
          name={name}
          checked={value === 'true'}
          onChange={({ currentTarget }) => set(name, String(currentTarget.checked))}
        />
        {label}
      </label>
    );
  if (kind === 'lines' || kind === 'json')
    return (
      <label>
        {label}
        <textarea
          name={name}
          rows={Math.min(10, value.split('\n').length + 1)}
          value={value}
          spellcheck={false}
          onInput={({ currentTarget }) => set(name, currentTarget.value)}
        />
      </label>
    );
  return (
    <label>
      {label}
      <input
        name={name}
        inputMode={kind === 'number' ? 'decimal' : 'text'}
        value={value}
        onInput={({ currentTarget }) => set(name, currentTarget.value)}
      />
    </label>
  );
}
