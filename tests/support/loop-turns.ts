/** Counts how often the event loop turns, until it is told to stop. */
export function countTurns(): { readonly turns: number; stop(): void } {
  let turns = 0;
  let isOn = true;
  const count = () => {
    turns++;
    if (isOn) setImmediate(count);
  };
  setImmediate(count);
  return {
    get turns() {
      return turns;
    },
    stop: () => {
      isOn = false;
    },
  };
}
