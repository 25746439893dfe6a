import { type KindFacts, resourceKinds } from '@stash-functions/core';
import { describeFields, describeType, type FieldDescription } from '@stash-functions/core/descriptions';
import { createLanguageService } from '@stash-functions/language-service';
import { code, type Page, table } from './page.ts';
import { playgroundLink, tryThis } from './playground-link.ts';

/** A page for each kind with all its fields, and one that lists the kinds. */
export function kindPages(): ReadonlyArray<Page> {
  const rows = resourceKinds.map(({ kind, apiVersion, scope }) => [
    `[${kind}](/kinds/${kind})`,
    code(apiVersion),
    scope === 'Cluster' ? 'the whole cluster' : 'a namespace',
    describeType(typeOf(kind))?.text ?? '',
  ]);
  const list = `# Kinds\n\nThe SDK reads these kinds. Each page has every field, with its type and its meaning.\n\n${table(['Kind', 'API', 'Lives in', 'Meaning'], rows)}\n`;
  return [
    { path: 'kinds/index.md', text: list },
    ...resourceKinds.map((facts) => ({ path: `kinds/${facts.kind}.md`, text: pageOf(facts) })),
  ];
}

function pageOf({ kind, apiVersion, plural, shortNames, scope, hasStatus }: KindFacts): string {
  const types = typesOf(kind);
  const known = new Set(types.map(({ name }) => name));
  const sections = types.map(({ name, fields, at }) => {
    const text = describeType(name)?.text ?? '';
    const heading = at === '' ? '## Fields' : `### ${name}`;
    return [heading, at === '' ? '' : `At ${code(at)}.`, at === '' ? '' : text, fieldTable(fields, known)]
      .filter((part) => part !== '')
      .join('\n\n');
  });
  const manifest = exampleOf(kind);
  return [
    `# ${kind}`,
    describeType(typeOf(kind))?.text ?? '',
    table(
      ['API', 'Resource', 'Short names', 'Lives in', 'Has a status'],
      [
        [
          code(apiVersion),
          code(plural),
          shortNames.map(code).join(', ') || 'none',
          scope === 'Cluster' ? 'the whole cluster' : 'a namespace',
          hasStatus ? 'yes' : 'no',
        ],
      ],
    ),
    `\`\`\`yaml\n${manifest}\n\`\`\``,
    tryThis(playgroundLink([{ name: `${kind.toLowerCase()}.yaml`, text: `${manifest}\n` }])),
    ...sections,
  ].join('\n\n');
}

/** A type that stands in a kind, with where it is met first. */
interface KindType {
  readonly name: string;
  readonly fields: ReadonlyArray<FieldDescription>;
  /** `spec.steps[]`; empty for the kind itself. */
  readonly at: string;
}

/** The types of a kind, each once, those that are met first in front. */
function typesOf(kind: string): ReadonlyArray<KindType> {
  const found = new Map<string, KindType>();
  const queue: Array<{ name: string; path: ReadonlyArray<string | number>; at: string }> = [
    { name: kind, path: [], at: '' },
  ];
  for (const { name, path, at } of queue) {
    const fields = describeFields(kind, path);
    if (fields.length === 0 || found.has(name)) continue;
    found.set(name, { name, fields, at });
    for (const field of fields) {
      const step = stepsInto(field.type);
      queue.push({
        name: innermost(field.type),
        path: [...path, field.name, ...step.path],
        at: `${at === '' ? '' : `${at}.`}${field.name}${step.shown}`,
      });
    }
  }
  return [...found.values()];
}

/** From a field to what its lists and maps hold. */
function stepsInto(type: string): { readonly path: ReadonlyArray<string | number>; readonly shown: string } {
  const [, container, item = ''] = /^(list|map) of (.+)$/.exec(type) ?? [];
  if (container === undefined) return { path: [], shown: '' };
  const inner = stepsInto(item);
  return {
    path: [container === 'list' ? 0 : 'key', ...inner.path],
    shown: `${container === 'list' ? '[]' : '{}'}${inner.shown}`,
  };
}

function innermost(type: string): string {
  return type.replace(/^(?:(?:list|map) of )+/, '');
}

function fieldTable(fields: ReadonlyArray<FieldDescription>, known: ReadonlySet<string>): string {
  const rows = fields.map(({ name, type, text, required, reference }) => {
    const inner = innermost(type);
    const shown = known.has(inner)
      ? `${type.slice(0, type.length - inner.length)}[${inner}](#${inner.toLowerCase()})`
      : code(type);
    const more = reference === undefined ? '' : ` [Kubernetes](${reference})`;
    return [code(name), shown, required ? 'yes' : '', `${text}${more}`];
  });
  return table(['Field', 'Type', 'Required', 'Meaning'], rows);
}

/** The descriptions know a Function by the name of its type. */
function typeOf(kind: string): string {
  return describeType(kind) === undefined ? `${kind}Resource` : kind;
}

/** The snippet of the kind that an editor inserts, with its names filled in. */
function exampleOf(kind: string): string {
  const service = createLanguageService();
  service.open('new.yaml', '');
  const snippet = service
    .completions('new.yaml', { line: 0, character: 0 })
    .find(({ insertText }) => insertText?.includes(`\nkind: ${kind}\n`) === true);
  return (snippet?.insertText ?? '')
    .replaceAll(/\$\{\d+:([^}]*)\}/g, '$1')
    .replaceAll(/\$\d+/g, '')
    .replaceAll('\\$', '$')
    .trimEnd();
}
