import { readFileSync } from 'node:fs';
import { loadManifests, type Manifests } from '@stash-functions/core';
import { formatProblems, orThrow, type Problem } from '@stash-functions/core/decode';
import { type Either, isLeft, isRight } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { unfixed } from '../../core/test/fixes.ts';
import { resolveBlueprint } from './resolve/resolve-blueprint.ts';
import { resolveTask } from './resolve/resolve-task.ts';
import { templateProblemCodes } from './template/template-problem-code.ts';
import { templatingProblemCodes } from './templating-problem-code.ts';
import { backupScope } from './variables/backup-scope.ts';
import { effectiveTask } from './variables/effective-task.ts';
import { restoreScope } from './variables/restore-scope.ts';
import type { Scope } from './variables/scope.ts';

const page = readFileSync(new URL('../../../docs/errors/templating.md', import.meta.url), 'utf8');
const sections = new Map(page.split(/^## /m).map((section) => [/^`([a-z-]+)`\n/.exec(section)?.[1] ?? '', section]));
const ofTemplates: ReadonlySet<string> = new Set(Object.keys(templateProblemCodes));

describe('docs/errors/templating.md', () => {
  it('has a section for every code, and no other', () => {
    const documented = [...sections.keys()].filter((code) => code !== '');
    expect(documented.sort()).toEqual(Object.keys(templatingProblemCodes).sort());
  });

  it.each(Object.keys(templatingProblemCodes).filter((code) => !ofTemplates.has(code)))(
    'shows manifests with %s, what is printed for them, and the cure',
    (code) => {
      const section = sections.get(code) ?? '';
      const [, manifests = '', output] = /^```yaml\n(.*?)^```\n\n```text\n(.*?)\n```$/ms.exec(section) ?? [];
      const [problem] = problemsOf(manifests).filter((found) => found.code === code);
      expect(formatProblems(problem === undefined ? [] : [problem])).toBe(output);
      expect(section).toContain('\n**Cure:** ');
      expect(unfixed(manifests, problemsOf)).toEqual([]);
      // A guess at what was meant is an edit too, where the text is known.
      for (const { hint = '', fix, source } of problemsOf(manifests)) {
        expect(hint.includes('did you mean') && source !== undefined && fix === undefined).toBe(false);
      }
    },
  );
});

/** All problems of the scope of an invoker, of its Task and of its blueprint. */
function problemsOf(text: string): ReadonlyArray<Problem> {
  const manifests = orThrow(loadManifests(text, { file: 'example.yaml' }));
  const scope = scopeOf(manifests);
  return [
    ...(scope === undefined ? [] : leftOf(scope)),
    ...taskProblems(manifests, scope),
    ...blueprintProblems(manifests),
  ];
}

function scopeOf(manifests: Manifests): Either<ReadonlyArray<Problem>, Scope> | undefined {
  const context = contextOf(manifests);
  const [backup] = [...manifests.backupConfigurations.values(), ...manifests.backupBatches.values()];
  const [restore] = [...manifests.restoreSessions.values(), ...manifests.restoreBatches.values()];
  const [session] = manifests.backupSessions.values();
  if (backup !== undefined) {
    const invoked = { ...context, invoker: backup };
    const scope = backupScope(session === undefined ? invoked : { ...invoked, session });
    const task = effectiveTask(invoked);
    return isRight(scope) && isLeft(task) ? task : scope;
  }
  return restore === undefined ? undefined : restoreScope({ ...context, invoker: restore });
}

function contextOf({ repositories, appBindings, backupBatches }: Manifests) {
  const [repository] = repositories.values();
  const [batch] = backupBatches.values();
  const member = Number(batch?.metadata.annotations?.['example.com/member'] ?? Number.NaN);
  return {
    appBindings: [...appBindings.values()],
    ...(repository === undefined ? {} : { repository }),
    ...(Number.isNaN(member) ? {} : { member }),
  };
}

function taskProblems(
  { tasks, functions }: Manifests,
  scope: Either<ReadonlyArray<Problem>, Scope> | undefined,
): ReadonlyArray<Problem> {
  if (scope !== undefined && isLeft(scope)) return [];
  return [...tasks.values()].flatMap((task): ReadonlyArray<Problem> => {
    const resolved = resolveTask(task, { functions, scope: scope?.right ?? {} });
    return isLeft(resolved) ? resolved.left : resolved.right.warnings;
  });
}

function blueprintProblems({ backupBlueprints, others }: Manifests): ReadonlyArray<Problem> {
  return [...backupBlueprints.values()].flatMap((blueprint) =>
    others.flatMap((target) => leftOf(resolveBlueprint(blueprint, target))),
  );
}

function leftOf(result: Either<ReadonlyArray<Problem>, unknown>): ReadonlyArray<Problem> {
  return isLeft(result) ? result.left : [];
}
