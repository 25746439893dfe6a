/** One series with its value: a gauge. */
export interface Metric {
  /** The name, as `stash_functions_target_success`. */
  readonly name: string;
  /** One sentence, for `# HELP`. */
  readonly help: string;
  /** The type. There are no counters, because no value here only grows. */
  readonly type: 'gauge';
  /** The unit of the value. */
  readonly unit: MetricUnit;
  /** The labels of the series. To Prometheus an empty value is the same as no label. */
  readonly labels: MetricLabels;
  /** The number. */
  readonly value: number;
  /** The subject of the series. */
  readonly scope: MetricScope;
  /** The run that it is about. Series of one record are replaced together. */
  readonly record: MetricRecord;
}

/** The unit of a value. A timestamp is in seconds since 1970, and `bool` is 0 or 1. */
export type MetricUnit = 'seconds' | 'bytes' | 'timestamp' | 'count' | 'bool';

/** The subject of a series. */
export type MetricScope = 'session' | 'target' | 'host' | 'repository';

/** The run that a series is about. */
export type MetricRecord = 'last_run' | 'last_success';

/** The labels of a series. */
export type MetricLabels = Readonly<Record<string, string>>;
