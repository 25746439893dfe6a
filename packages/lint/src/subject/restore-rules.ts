import { type Invoker, type RestoreRule, targetsOf } from '@stash-functions/core/decode';
import { elements, type Placed } from './placed.ts';

/** Every rule of a restore: those of its targets, and those at the place of an earlier API. */
export function restoreRulesOf(invoker: Invoker): ReadonlyArray<Placed<RestoreRule>> {
  return ruleListsOf(invoker).flatMap(({ rules }) => rules);
}

/** Rules of which one is chosen for each host. */
export interface RuleList {
  readonly rules: ReadonlyArray<Placed<RestoreRule>>;
  /** The host that they are chosen for. */
  readonly alias: string;
  /** The path of the part of the invoker that is about the target. */
  readonly target: ReadonlyArray<string | number>;
}

/** The rules of each target. For a RestoreSession, `spec.rules` replace those of the target. */
export function ruleListsOf(invoker: Invoker): ReadonlyArray<RuleList> {
  if (invoker.kind !== 'RestoreSession' && invoker.kind !== 'RestoreBatch') return [];
  const ofTargets = targetsOf(invoker).map(({ spec, path }) => ({
    rules: elements(spec.target?.rules, [...path, 'target', 'rules']),
    alias: spec.target?.alias ?? '',
    target: path,
  }));
  const former = invoker.kind === 'RestoreSession' ? elements(invoker.spec?.rules, ['spec', 'rules']) : [];
  if (former.length === 0) return ofTargets;
  return [{ rules: former, alias: ofTargets[0]?.alias ?? '', target: ['spec'] }, ...ofTargets];
}
