import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatPath, referenceTo } from '@stash-functions/core';
import { createLanguageService } from '@stash-functions/language-service';
import { type BuiltinVariable, builtinVariables, variablesOf } from '@stash-functions/templating';
import { isRight } from 'fp-ts/lib/Either.js';
import type { Example } from '../playground/src/examples.ts';
import { examples } from '../scripts/read-examples.ts';
import { code, type Page, table } from './page.ts';
import { playground } from './playground-link.ts';
import { asPage } from './site-links.ts';

/** A page for each built-in variable with the values that it has in the examples, and one that lists them. */
export function variablePages(): ReadonlyArray<Page> {
  const text = readFileSync(join(import.meta.dirname, '../../docs/variables.md'), 'utf8');
  const list = asPage(text, 'docs/variables.md').replaceAll(/^\| `([A-Z_]+)` \|/gm, '| [`$1`](/variables/$1) |');
  const values = examples().flatMap(valuesIn);
  return [
    { path: 'variables/index.md', text: list },
    ...builtinVariables.map((variable) => ({
      path: `variables/${variable.name}.md`,
      text: pageOf(
        variable,
        values.filter(({ name }) => name === variable.name),
      ),
    })),
  ];
}

/** A variable as one Function of an example sees it. */
interface SeenValue {
  readonly name: string;
  readonly example: Example;
  /** `BackupConfiguration shop/orders-nightly` */
  readonly invoker: string;
  readonly value: string;
  /** `spec.target.ref.name of BackupConfiguration orders-nightly` */
  readonly from: string;
  /** The Functions of the run that use it. */
  readonly usedBy: ReadonlyArray<string>;
}

function valuesIn(example: Example): ReadonlyArray<SeenValue> {
  const service = createLanguageService();
  for (const { name, text } of example.files) service.open(name, text);
  return service.plans().flatMap(({ invoker, result }) => {
    if (!isRight(result)) return [];
    const { kind, namespace, name } = referenceTo(invoker);
    const [run] = result.right.runs;
    const steps = run?.task.steps ?? [];
    const [step] = steps;
    return builtinVariables.flatMap((variable): ReadonlyArray<SeenValue> => {
      const seen = step?.scope.get(variable.name);
      if (seen === undefined) return [];
      const users = steps.filter(({ source }) => variablesOf(source).some((used) => used.name === variable.name));
      return [
        {
          name: variable.name,
          example,
          invoker: `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name ?? ''}`,
          value: seen.secret === true ? '***' : seen.value,
          from:
            seen.origin === undefined
              ? ''
              : `${code(formatPath(seen.origin.path))} of ${seen.origin.resource.kind} ${seen.origin.resource.name ?? ''}`,
          usedBy: users.map(({ source }) => source.metadata.name),
        },
      ];
    });
  });
}

function pageOf(
  { name, meaning, source, setIn, alwaysIn, emptyIn = [], when, example }: BuiltinVariable,
  values: ReadonlyArray<SeenValue>,
): string {
  const set =
    alwaysIn.length === setIn.length
      ? 'always'
      : when !== undefined
        ? `where ${when}`
        : `always in a ${alwaysIn.join(' and a ')}`;
  const rows = values.map((seen) => [
    `[${seen.example.title}](${playground}#example=${seen.example.name}){target=_self}`,
    seen.invoker,
    seen.value === '' ? 'empty' : code(seen.value),
    seen.from,
    seen.usedBy.map(code).join(', '),
  ]);
  return [
    `# ${name}`,
    `${meaning}.`,
    [
      `- **Written** ${code(`\${${name}}`)}`,
      `- **Read from** ${source}`,
      `- **Set in** ${setIn.join(', ')}`,
      `- **Set** ${set}`,
      ...(emptyIn.length === 0 ? [] : [`- **May be empty in** ${emptyIn.join(', ')}`]),
      `- **A value as it could be** ${example === '' ? 'empty' : code(example)}`,
    ].join('\n'),
    '## Values in the examples',
    rows.length === 0
      ? 'None of the examples of the playground sets it.'
      : `The SDK has computed these values from the examples of the playground.\n\n${table(['Example', 'For', 'Value', 'From', 'Used by'], rows)}`,
    '[All built-in variables](/variables/)',
  ].join('\n\n');
}
