/**
 * The result of a function, or another value where its arguments break their types. It is for functions that have no
 * other way to report that.
 */
export function readOr<A>(otherwise: A, run: () => A): A {
  try {
    return run();
  } catch {
    return otherwise;
  }
}
