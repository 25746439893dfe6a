import { formatGoDuration, parseGoDuration, roundToSeconds } from '@stash-functions/core';
import {
  formatProcessingTime,
  formatSize,
  parseProcessingTime,
  parseSize,
  printOutput,
  readResticBackup,
  readResticCheck,
  readResticForget,
  readResticStats,
} from '@stash-functions/status';
import { isLeft } from 'fp-ts/lib/Either.js';
import type { StatusExpected, StatusGiven } from './vector.ts';

/** The two results of a vector of a format: that of this SDK, and that of the reference. */
export interface FormatComparison {
  readonly actual: unknown;
  readonly wanted: unknown;
}

type FormatCheck = (given: StatusGiven, expected: StatusExpected) => FormatComparison;

/** Stands for an error, because each system has its own words for one. */
const refused = 'refused';

export const formatChecks: Readonly<Record<string, FormatCheck>> = {
  'format-bytes': ({ bytes = [] }, { strings }) => ({ actual: bytes.map(formatSize), wanted: strings }),
  'format-seconds': ({ seconds = [] }, { strings }) => ({ actual: seconds.map(formatProcessingTime), wanted: strings }),
  'round-duration': ({ seconds = [] }, { strings }) => ({
    actual: seconds.map((value) => formatGoDuration(roundToSeconds(value))),
    wanted: strings,
  }),
  'parse-size': parsedBy(parseSize),
  'parse-time': parsedBy(parseProcessingTime),
  'parse-duration': parsedBy(parseGoDuration),
  'snapshot-stats': ({ stdout = '', path = '' }, { snapshot = refused }) => {
    const backup = readResticBackup(stdout, path);
    if (isLeft(backup)) return { actual: refused, wanted: snapshot };
    const host = { hostname: 'host-0', snapshots: [backup.right.snapshot] };
    const [actual] = JSON.parse(printOutput({ hosts: [host] })).targetStatus.stats[0].snapshots;
    return { actual, wanted: snapshot };
  },
  'forget-output': ({ stdout = '' }, { kept, removed, error }) => {
    const forget = readResticForget(stdout);
    return {
      actual: isLeft(forget) ? refused : forget.right,
      wanted: error === undefined ? { kept, removed } : refused,
    };
  },
  'check-output': ({ stdout = '' }, { integrity }) => ({ actual: readResticCheck(stdout), wanted: integrity }),
  'stats-output': ({ stdout = '' }, { size = refused }) => {
    const stats = readResticStats(stdout);
    return { actual: isLeft(stats) ? refused : formatSize(stats.right), wanted: size };
  },
};

function parsedBy(parse: (text: string) => number | undefined): FormatCheck {
  return ({ strings = [] }, { values = [] }) => ({
    actual: strings.map((text) => parse(text) ?? refused),
    wanted: values.map((value) => (typeof value === 'number' ? value : refused)),
  });
}
