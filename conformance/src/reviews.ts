import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readManifests } from '@stash-functions/core';
import type { Problem } from '@stash-functions/core/decode';
import { lintManifests } from '@stash-functions/lint';

/**
 * The score against a careful reviewer: how much of the review is found, and how much of the findings is in the review.
 */
export interface ReviewScore {
  /** The number of the reviewer's remarks, and how many of them are found. */
  readonly said: number;
  readonly found: number;
  /** The number of errors and warnings, and how many of them are among the remarks. */
  readonly findings: number;
  readonly right: number;
  /** A line for each remark that is not found, and for each finding that is no remark. */
  readonly misses: ReadonlyArray<string>;
}

/**
 * Compares loading and lint with documents that a careful reviewer has read. A remark is a comment after a line, with a
 * code and a word of the message or the hint: `# say invalid-schedule: minute`. Several have `; ` between them. `# not
 * plaintext-secret` forbids a finding, even as a warning. There must be no other findings; notes are free.
 */
export function scoreReviews(folder: string): ReviewScore {
  const scores = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => scoreReview(file, readFileSync(join(folder, file), 'utf8')));
  const sum = (count: (score: ReviewScore) => number): number => scores.reduce((total, each) => total + count(each), 0);
  return {
    said: sum(({ said }) => said),
    found: sum(({ found }) => found),
    findings: sum(({ findings }) => findings),
    right: sum(({ right }) => right),
    misses: scores.flatMap(({ misses }) => misses),
  };
}

function scoreReview(file: string, text: string): ReviewScore {
  const remarks = remarksOf(text);
  const left = findingsOf(file, text);
  const findings = left.length;
  const misses: Array<string> = [];
  for (const remark of remarks) {
    const index = left.findIndex((problem) => isSaid(problem, remark));
    if (index === -1) misses.push(`reviews/${file}:${remark.line} does not say ${remark.code}: ${remark.word}`);
    else left.splice(index, 1);
  }
  for (const { code, message, source } of left) {
    misses.push(`reviews/${file}:${source?.start.line ?? 0} says ${code}: ${message}`);
  }
  const right = findings - left.length;
  return { said: remarks.length, found: right, findings, right, misses };
}

interface Remark {
  readonly line: number;
  readonly code: string;
  readonly word: string;
}

function remarksOf(text: string): ReadonlyArray<Remark> {
  return text.split('\n').flatMap((line, index) => {
    const [, list = ''] = / # say (.*)$/.exec(line) ?? [];
    return list
      .split('; ')
      .filter((remark) => remark !== '')
      .map((remark) => {
        const [code = '', word = ''] = remark.split(': ');
        return { line: index + 1, code, word };
      });
  });
}

function findingsOf(file: string, text: string): Array<Problem> {
  const { manifests, problems } = readManifests(text, { file });
  return [...problems.filter(({ severity }) => severity === 'error'), ...lintManifests(manifests)].filter(
    ({ severity }) => severity !== 'note',
  );
}

function isSaid({ code, message, hint = '', source }: Problem, remark: Remark): boolean {
  const words = `${message} ${hint}`.toLowerCase();
  return code === remark.code && source?.start.line === remark.line && words.includes(remark.word.toLowerCase());
}
