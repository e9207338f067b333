import { useRef } from 'preact/hooks';
import type { Refused } from '../api/call.ts';
import { credential } from '../api/credential.ts';

/** Asks for a key where one is needed. It stays in this tab. */
export function KeyForm({ fault }: { fault: Refused }) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <form
      class="problem"
      onSubmit={(event) => {
        event.preventDefault();
        credential.keep(field.current?.value.trim() ?? '');
      }}
    >
      <p>{credential.key.value === '' ? 'This deployment needs a key.' : fault.message}</p>
      <label>
        API key <input ref={field} name="key" type="password" autoComplete="current-password" required />
      </label>
      <button type="submit">Use this key</button>
      <p class="minor">It is kept in this tab until you close it, and never put into an address.</p>
    </form>
  );
}
