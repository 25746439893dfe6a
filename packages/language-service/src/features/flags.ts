import type { Manifests } from '@stash-functions/core';

/**
 * The flags in the arguments of Functions, without their values: a new argument probably begins with one of them. Flags
 * of Functions with the same first argument, such as `backup-pg`, come first.
 */
export function flagsOf({ functions }: Manifests, name: string): ReadonlyArray<string> {
  const own = functions.get(name)?.spec?.args?.[0];
  const all = [...functions.values()].map(({ spec }) => spec?.args ?? []);
  const alike = all.filter((args) => own !== undefined && args[0] === own);
  return [...new Set([...alike, ...all].flat().flatMap((arg) => /^--?[A-Za-z][\w-]*=?/.exec(arg)?.[0] ?? []))];
}
