import { formatPath, formatProblems, type Problem, readOr } from '@stash-functions/core/decode';

/** Options of {@link toJUnit}. */
export interface JUnitOptions {
  /** The files that were checked. A file without a Problem is a test that passed. */
  readonly files?: ReadonlyArray<string> | undefined;
}

/**
 * Prints Problems as a JUnit XML report, which most CI systems show as tests. Each file is a test suite, and each error
 * or warning is a failed test in it. A note is shown in the output of a test that passed. A file without Problems is
 * one test that passed.
 *
 * @see https://github.com/testmoapp/junitxml for the dialect that CI systems share
 */
export function toJUnit(problems: ReadonlyArray<Problem>, options: JUnitOptions = {}): string {
  return readOr('', () => {
    const { files = [] } = options;

    const byFile = new Map<string, Array<Problem>>(files.map((file) => [file, []]));
    for (const problem of problems) {
      const file = problem.source?.file ?? noFile;
      const list = byFile.get(file);
      if (list === undefined) byFile.set(file, [problem]);
      else list.push(problem);
    }
    const suites = [...byFile].map(([file, found]) => suite(file, found));
    const tests = suites.reduce((sum, each) => sum + each.tests, 0);
    const failures = suites.reduce((sum, each) => sum + each.failures, 0);
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites name="stash-functions" tests="${tests}" failures="${failures}">`,
      ...suites.flatMap(({ lines }) => lines),
      '</testsuites>',
      '',
    ].join('\n');
  });
}

const noFile = '<input>';

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly lines: ReadonlyArray<string>;
}

function suite(file: string, problems: ReadonlyArray<Problem>): Suite {
  const failures = problems.filter(({ severity }) => severity !== 'note').length;
  const tests = Math.max(problems.length, 1);
  const cases = problems.length === 0 ? [`    <testcase name="lint" classname="${attribute(file)}"/>`] : problems;
  return {
    tests,
    failures,
    lines: [
      `  <testsuite name="${attribute(file)}" tests="${tests}" failures="${failures}">`,
      ...cases.map((each) => (typeof each === 'string' ? each : testCase(file, each))),
      '  </testsuite>',
    ],
  };
}

function testCase(file: string, problem: Problem): string {
  const { code, severity, message, path, source } = problem;
  const place = source === undefined ? formatPath(path) : `${source.start.line}:${source.start.column}`;
  const name = place === '' ? code : `${code} at ${place}`;
  const line = source === undefined ? '' : ` line="${source.start.line}"`;
  const open = `    <testcase name="${attribute(name)}" classname="${attribute(file)}" file="${attribute(file)}"${line}>`;
  const body = content(formatProblems([problem]));
  const told =
    severity === 'note'
      ? `<system-out>${body}</system-out>`
      : `<failure type="${severity}" message="${attribute(message)}">${body}</failure>`;
  return `${open}\n      ${told}\n    </testcase>`;
}

function attribute(text: string): string {
  return content(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

/** XML 1.0 cannot hold most control characters, not even escaped. */
function content(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
      .replaceAll(/[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|\p{Surrogate}/gu, '\uFFFD')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
  );
}
