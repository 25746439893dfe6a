import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { didYouMean } from '@stash-functions/core';
import type { RuleSettings } from '@stash-functions/lint';
import { checkedLevels } from '../commands/rule-option.ts';
import { CannotDo } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';
import { sitePattern } from './config-schema.ts';

/** The settings in `stash-functions.config.json` or `.js`. config.schema.json describes them for editors. */
export interface Config {
  /** Levels by code. */
  readonly rules?: RuleSettings;
  /** True makes warnings errors. */
  readonly strict?: boolean;
  /** The operator whose Functions and Tasks the cluster has beside the manifests. */
  readonly operatorFunctions?: 'stash' | 'none';
  /** The root of the pages of problem codes, for those who keep a copy of them: an http or https URL. */
  readonly site?: string;
}

const fileNames = ['stash-functions.config.json', 'stash-functions.config.js'];

/**
 * Reads the settings of the given file. Without one, it takes the nearest file of settings in the working folder or
 * above, up to the root of the repository. The settings are empty where there is no such file, or where `wanted` is
 * false.
 *
 * @throws CannotDo where the file cannot be read or holds an unknown setting; a misspelt setting must not count as left
 * out
 */
export async function readConfig(wanted: string | boolean, { cwd }: Terminal): Promise<Config> {
  if (wanted === false) return {};
  const file = typeof wanted === 'string' ? resolve(cwd, wanted) : nearestFile(cwd);
  if (file === undefined) return {};
  return checked(await load(file), file);
}

function nearestFile(folder: string): string | undefined {
  const file = fileNames.map((name) => join(folder, name)).find((each) => existsSync(each));
  const above = dirname(folder);
  if (file !== undefined || above === folder || existsSync(join(folder, '.git'))) return file;
  return nearestFile(above);
}

async function load(file: string): Promise<unknown> {
  try {
    if (file.endsWith('.json')) return JSON.parse(readFileSync(file, 'utf8'));
    const loaded: { readonly default?: unknown } = await import(pathToFileURL(file).href);
    return loaded.default;
  } catch (error) {
    throw new CannotDo(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

const names = ['$schema', 'rules', 'strict', 'operatorFunctions', 'site'] as const;

function checked(given: unknown, file: string): Config {
  if (!isRecord(given)) throw new CannotDo(`${file} holds no object of settings`);
  for (const name of Object.keys(given)) {
    if (names.some((each) => each === name)) continue;
    const near = didYouMean(name, names);
    throw new CannotDo(
      `${file} has a setting \`${name}\` that there is not`,
      near === undefined ? `the settings are ${names.slice(1).join(', ')}` : `did you mean \`${near}\`?`,
    );
  }
  const { rules = {}, strict, operatorFunctions, site } = given;
  if (!isRecord(rules)) throw new CannotDo(`\`rules\` of ${file} is no object`);
  if (strict !== undefined && typeof strict !== 'boolean') throw new CannotDo(`\`strict\` of ${file} is no boolean`);
  if (operatorFunctions !== undefined && operatorFunctions !== 'stash' && operatorFunctions !== 'none') {
    throw new CannotDo(`\`operatorFunctions\` of ${file} is neither "stash" nor "none"`);
  }
  if (site !== undefined && (typeof site !== 'string' || !isSite(site))) {
    throw new CannotDo(`\`site\` of ${file} is no URL that begins with http:// or https://`);
  }
  return {
    rules: checkedLevels(rules),
    ...(strict === undefined ? {} : { strict }),
    ...(operatorFunctions === undefined ? {} : { operatorFunctions }),
    ...(site === undefined ? {} : { site }),
  };
}

/** True for a URL as the schema of the settings takes it. */
function isSite(text: string): boolean {
  return new RegExp(sitePattern).test(text);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
