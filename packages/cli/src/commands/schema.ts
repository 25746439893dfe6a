import { didYouMean, resourceKinds } from '@stash-functions/core';
import { Argument, Command } from 'commander';
import { CannotDo } from '../exit-code.ts';
import { writeLine } from '../terminal.ts';
import type { CommandContext } from './command.ts';

/** `stash-functions schema`: the JSON Schema of a kind. */
export function schemaCommand({ terminal, finish }: CommandContext): Command {
  const kinds = resourceKinds.map(({ kind }) => kind);
  return new Command('schema')
    .summary('prints the JSON Schema of a kind, for editors')
    .description(
      `Prints the JSON Schema, draft 2020-12, of a kind: its fields, with their descriptions. The kinds are ${kinds.join(', ')}. \`config\` is the file of settings of this command.`,
    )
    .addArgument(new Argument('<kind>', 'such as Function; config for the settings of this command'))
    .addHelpText('after', '\nExample:\n  stash-functions schema Function > function.schema.json')
    .action(async (wanted: string) => {
      // Loaded on demand, with the descriptions of all fields.
      const { jsonSchemaOf } = await import('@stash-functions/core/schema');
      const { configSchema } = await import('../config/config-schema.ts');
      const kind = kinds.find((each) => each.toLowerCase() === wanted.toLowerCase());
      const schema = wanted === 'config' ? configSchema() : jsonSchemaOf(kind ?? '');
      if (schema === undefined) {
        const near = didYouMean(wanted, kinds);
        throw new CannotDo(
          `there is no kind ${wanted}`,
          near === undefined ? `the kinds are ${kinds.join(', ')}` : `did you mean ${near}?`,
        );
      }
      writeLine(terminal.stdout, JSON.stringify(schema, null, 2));
      finish(0);
    });
}
