import type { FunctionComponent } from 'preact';
import lazy from 'preact-iso/lazy';

/** The program of a page that is gone: another version was deployed since this tab was opened. */
function Redeployed() {
  return (
    <div class="problem" role="alert">
      <p>A newer version was deployed while this tab was open, or the way to it is broken.</p>
      <button type="button" class="main" onClick={() => location.reload()}>
        Load the page again
      </button>
      <p class="minor">Jobs run on the server; none of them depends on this page.</p>
    </div>
  );
}

/** A page whose program is loaded when it is opened; if that fails, it says so and offers the newer one. */
export const later = <Props,>(load: () => Promise<FunctionComponent<Props>>) =>
  lazy(() => load().catch((): FunctionComponent<Props> => Redeployed));
