/**
 * Does something again and again, each time so long after the last one has ended. The process may end meanwhile.
 *
 * @param milliseconds - between two of them
 * @returns how to stop
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
