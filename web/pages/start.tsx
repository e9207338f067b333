import { BreakIt } from '../practice/break-it.tsx';

/** The first screen. */
export function Start() {
  return (
    <>
      <h1>Analysis jobs that always finish</h1>
      <p>
        <a href="/jobs">See the jobs</a>
      </p>
      <BreakIt />
    </>
  );
}
