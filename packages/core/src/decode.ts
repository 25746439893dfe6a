/** Everything of core but the YAML reader and printer, for programs that only decode objects: it loads faster. */
export { didYouMean } from './problem/did-you-mean.ts';
export { formatPath } from './problem/format-path.ts';
export { type FormatProblemsOptions, formatProblems } from './problem/format-problems.ts';
export { orThrow, ProblemsError } from './problem/or-throw.ts';
export type {
  Problem,
  Problems,
  ResourceReference,
  Severity,
  SourceExcerpt,
  SourcePosition,
  SourceSpan,
} from './problem/problem.ts';
