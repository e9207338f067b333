import { Refused, type Unreachable } from '../api/call.ts';
import { KeyForm } from './key-form.tsx';

interface ProblemProps {
  fault: Refused | Unreachable;
  nextAt?: number | null;
  again?: () => void;
}

/** Why something could not be shown or done, field by field, and what to do about it. */
export function Problem({ fault, nextAt = null, again }: ProblemProps) {
  if (fault instanceof Refused && fault.status === 401) return <KeyForm fault={fault} />;
  const faults = fault instanceof Refused ? (fault.problem.errors ?? []) : [];
  return (
    <div class="problem" role="alert">
      <p>{fault.message}</p>
      {faults.length > 0 && (
        <ul>
          {faults.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              <code>{path}</code> {message}
            </li>
          ))}
        </ul>
      )}
      {again && nextAt !== null && (
        <button type="button" onClick={again}>
          Try again now
        </button>
      )}
      {fault instanceof Refused && fault.problem.request_id !== '' && (
        <p class="minor">
          Request <code>{fault.problem.request_id}</code>
        </p>
      )}
    </div>
  );
}
