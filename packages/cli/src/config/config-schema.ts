import { ruleLevels } from '@stash-functions/lint';
import { knownCodes } from '../known-codes.ts';

/** A URL of the web: an address of another sort would be a link that nobody can follow. */
export const sitePattern = '^https?://[^\\s/]+(?:/\\S*)?$';

/** The JSON Schema of `stash-functions.config.json`. The package has it as config.schema.json, for editors. */
export function configSchema(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Settings of stash-functions',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string', description: 'Where this schema is.' },
      rules: {
        type: 'object',
        description: 'Levels by problem code; a code that is left out keeps its own.',
        additionalProperties: false,
        properties: Object.fromEntries([...knownCodes].sort().map((code) => [code, { enum: ruleLevels }])),
      },
      strict: { type: 'boolean', default: false, description: 'Whether warnings are errors.' },
      operatorFunctions: {
        enum: ['stash', 'none'],
        default: 'stash',
        description: 'Whose Functions and Tasks the cluster has beside the manifests.',
      },
      site: {
        type: 'string',
        pattern: sitePattern,
        description: 'The root of the pages of problem codes, for those who keep a copy of them.',
      },
    },
  };
}
