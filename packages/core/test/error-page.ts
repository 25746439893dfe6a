import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as files from '../src/files.ts';
import * as core from '../src/index.ts';

/** A section of a page of error codes. */
export interface ErrorSection {
  readonly code: string;
  readonly examples: ReadonlyArray<ErrorExample>;
  readonly hasCure: boolean;
}

/** An input, and the text that is printed for it. */
export interface ErrorExample {
  /** `yaml` for a manifest, `js` for an expression. */
  readonly language: string;
  readonly input: string;
  /** The output as the page has it. */
  readonly output: string;
  /** True where only the last of the problems is shown. */
  readonly last: boolean;
}

/** Reads the page of core's error codes. */
export function readErrorPage(): ReadonlyArray<ErrorSection> {
  const page = readFileSync(fileURLToPath(new URL('../../../docs/errors/core.md', import.meta.url)), 'utf8');
  return page
    .split(/^## /m)
    .slice(1)
    .map((section) => ({
      code: /^`([a-z-]+)`\n/.exec(section)?.[1] ?? section,
      examples: [...section.matchAll(/^```(yaml|js|json)\n(.*?)^```\n\n```text( last)?\n(.*?)^```$/gms)].map(
        ([, language = '', input = '', last, output = '']) => ({
          language,
          input,
          output: output.trimEnd(),
          last: last !== undefined,
        }),
      ),
      hasCure: section.includes('\n**Cure:** '),
    }));
}

/** The text that is printed for an example, and the codes of its problems. */
export function runExample(example: ErrorExample): { readonly output: string; readonly codes: ReadonlyArray<string> } {
  const result = example.language === 'js' ? evaluate(example.input) : load(example.input);
  const problems = result.slice(example.last ? -1 : 0);
  return {
    output: core.formatProblems(problems).replaceAll(process.cwd(), '<here>'),
    codes: problems.map(({ code }) => code),
  };
}

/** The errors and warnings of a manifest. */
export function load(text: string): ReadonlyArray<core.Problem> {
  const result = core.loadManifests(text, { file: 'manifest.yaml' });
  return result._tag === 'Left' ? result.left : result.right.warnings;
}

/** The page is our own, so its examples may be run as a reader would run them. */
function evaluate(expression: string): ReadonlyArray<core.Problem> {
  const names = { ...core, ...files };
  const result = new Function(...Object.keys(names), `return ${expression}`)(...Object.values(names));
  return result.left ?? [];
}
