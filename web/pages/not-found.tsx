/** For a path of the page that nothing answers to. */
export function NotFound() {
  return (
    <>
      <h1>Nothing is here</h1>
      <p>
        The page may have moved, or the address is wrong. <a href="/">Go to the start page</a>.
      </p>
    </>
  );
}
