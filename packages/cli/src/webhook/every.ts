/**
 * Does some work again and again, each time a while after the last time has ended. The process may end meanwhile.
 *
 * @param milliseconds - the time between the end of one run and the next
 * @returns a function that stops it
 */
export function every(milliseconds: number, work: () => Promise<void>): () => void {
  let stopped = false;
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    if (stopped) return;
    timer = setTimeout(() => void work().finally(wait), milliseconds);
    timer.unref();
  };
  wait();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
