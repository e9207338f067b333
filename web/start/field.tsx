import { useId } from 'preact/hooks';
import type { Field } from './fields.ts';

interface FieldProps {
  field: Field;
  value: string;
  /** What is wrong with it, by the service. */
  faults: readonly string[];
  change: (value: string) => void;
}

/** One field of a form, with its hint, and beside it what is wrong with what was entered. */
export function FieldRow({ field, value, faults, change }: FieldProps) {
  const id = useId();
  const { label, hint, required, widget } = field;
  const about = [...(hint ? [`${id}-hint`] : []), ...(faults.length > 0 ? [`${id}-fault`] : [])].join(' ');
  const told = { 'aria-describedby': about || undefined, 'aria-invalid': faults.length > 0 || undefined };
  const isGroup = widget === 'choices';
  return (
    <div class="field">
      {isGroup ? (
        <span class="field-label" id={id}>
          {label}
        </span>
      ) : (
        <label class="field-label" for={id}>
          {label}
          {required && <span class="minor"> (needed)</span>}
        </label>
      )}
      {isGroup ? (
        <Choices labelledBy={id} field={field} value={value} change={change} />
      ) : (
        <Control id={id} told={told} field={field} value={value} change={change} />
      )}
      {faults.length > 0 && (
        <p class="field-fault" id={`${id}-fault`}>
          {faults.join(' ')}
        </p>
      )}
      {hint && (
        <p class="minor field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

interface ControlProps {
  id: string;
  told: { 'aria-describedby': string | undefined; 'aria-invalid': true | undefined };
  field: Field;
  value: string;
  change: (value: string) => void;
}

function Control({ id, told, field, value, change }: ControlProps) {
  const { name, widget, preset, example, min, max, whole } = field;
  const placeholder = preset || (example ? `e.g. ${example}` : '');
  const typed = { id, name, value, placeholder, autoComplete: 'off', spellcheck: false, ...told };
  const onInput = (event: { currentTarget: { value: string } }) => change(event.currentTarget.value);
  if (widget === 'choice' || widget === 'flag') {
    return (
      <select id={id} name={name} value={value} onChange={onInput} {...told}>
        <Options field={field} />
      </select>
    );
  }
  if (widget === 'list' || widget === 'long' || widget === 'json')
    return <textarea rows={2} {...typed} onInput={onInput} />;
  if (widget === 'number') {
    const range = { min, max, step: whole ? 1 : 'any' } as const;
    return <input type="number" inputMode="decimal" {...range} {...typed} onInput={onInput} />;
  }
  if (widget === 'url') return <input type="url" {...typed} onInput={onInput} />;
  if (widget === 'password') return <input type="password" {...typed} onInput={onInput} />;
  return <input type="text" {...typed} onInput={onInput} />;
}

function Options({ field: { widget, options, preset, required } }: { field: Field }) {
  const known = widget === 'flag' ? ['true', 'false'] : options;
  const nothing = required ? 'Choose' : 'Default';
  return (
    <>
      <option value="">{preset ? `${readable(preset)} (default)` : nothing}</option>
      {known.map((option) => (
        <option key={option} value={option}>
          {readable(option)}
        </option>
      ))}
    </>
  );
}

/** `mean_reversion` → `Mean reversion` */
function readable(option: string): string {
  if (option === 'true') return 'Yes';
  if (option === 'false') return 'No';
  const words = option.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function Choices({
  labelledBy,
  field: { options, preset },
  value,
  change,
}: Pick<FieldProps, 'field' | 'value' | 'change'> & { labelledBy: string }) {
  const chosen = (value || preset).split(', ').filter((each) => each !== '');
  const toggle = (option: string) => {
    const next = chosen.includes(option) ? chosen.filter((each) => each !== option) : [...chosen, option];
    change(next.join(', '));
  };
  return (
    <fieldset class="choices" aria-labelledby={labelledBy}>
      {options.map((option) => (
        <label key={option} class="choice">
          <input type="checkbox" checked={chosen.includes(option)} onChange={() => toggle(option)} />
          {readable(option)}
        </label>
      ))}
    </fieldset>
  );
}
