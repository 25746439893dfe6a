/** One series with its value: a gauge. */
export interface Metric {
  /** `stash_functions_target_success` */
  readonly name: string;
  /** One sentence, for `# HELP`. */
  readonly help: string;
  /** Nothing here only ever grows. */
  readonly type: 'gauge';
  /** Of the value. */
  readonly unit: MetricUnit;
  /** The labels of the series; an empty value is as good as none to Prometheus. */
  readonly labels: MetricLabels;
  /** The number. */
  readonly value: number;
  /** What it is about, and whether it tells of the last run or of the last that succeeded: what is replaced together. */
  readonly scope: MetricScope;
  /** Which run it tells of; what has one record is replaced together. */
  readonly record: MetricRecord;
}

/** The unit of a value; a timestamp is in seconds since 1970, and `bool` is 0 or 1. */
export type MetricUnit = 'seconds' | 'bytes' | 'timestamp' | 'count' | 'bool';

/** What a series is about. */
export type MetricScope = 'session' | 'target' | 'host' | 'repository';

/** Which run a series tells of. */
export type MetricRecord = 'last_run' | 'last_success';

/** The labels of a series. */
export type MetricLabels = Readonly<Record<string, string>>;
