import type {
  CodesIn,
  CoreProblemCode,
  DecodeProblemCode,
  decodeFunction,
  LoadProblemCode,
  loadManifests,
  mergeManifests,
  Problem,
} from '@stash-functions/core';
import type { PlanProblemCode, planBackup, planRestore, toJob } from '@stash-functions/k8s-adapter';
import type { LintProblemCode } from '@stash-functions/lint';
import type {
  backupScope,
  parseTemplate,
  ResolveProblemCode,
  resolveTask,
  restoreScope,
  ScopeProblemCode,
  TemplateProblemCode,
} from '@stash-functions/templating';
import { expectTypeOf, it } from 'vitest';
import type { Scenario } from './index.ts';

/** A caller's way to handle every code: with a forgotten code, this does not compile. */
function never(code: never): string {
  return code;
}

function explain(code: ScopeProblemCode): string {
  switch (code) {
    case 'add-on-invalid':
    case 'app-binding-missing':
    case 'backend-missing':
    case 'host-unknown':
    case 'member-not-chosen':
    case 'member-out-of-range':
    case 'repository-mismatch':
    case 'repository-url-invalid':
    case 'session-mismatch':
    case 'input-invalid':
    case 'option-invalid':
      return 'known';
    case 'target-missing':
      return 'known too';
    default:
      return never(code);
  }
}

function forget(code: ScopeProblemCode): string {
  switch (code) {
    case 'target-missing':
      return 'known';
    default:
      // @ts-expect-error: the other codes are left.
      return never(code);
  }
}

it('lets a switch over the codes of a result be exhaustive, and does not compile where one is forgotten', () => {
  expectTypeOf(explain).parameter(0).toEqualTypeOf<CodesIn<ReturnType<typeof backupScope>>>();
  expectTypeOf(forget).returns.toEqualTypeOf<string>();
});

it('says the codes of every result, and never any text', () => {
  expectTypeOf<CodesIn<ReturnType<typeof decodeFunction>>>().toEqualTypeOf<DecodeProblemCode>();
  expectTypeOf<CodesIn<ReturnType<typeof loadManifests>>>().toEqualTypeOf<LoadProblemCode>();
  expectTypeOf<CodesIn<ReturnType<typeof mergeManifests>>>().toEqualTypeOf<'duplicate-resource' | 'unreadable-input'>();
  expectTypeOf<CodesIn<ReturnType<typeof parseTemplate>>>().toEqualTypeOf<TemplateProblemCode>();
  expectTypeOf<CodesIn<ReturnType<typeof restoreScope>>>().toEqualTypeOf<ScopeProblemCode>();
  expectTypeOf<CodesIn<ReturnType<typeof resolveTask>>>().toEqualTypeOf<TemplateProblemCode | ResolveProblemCode>();
  expectTypeOf<CodesIn<ReturnType<typeof planBackup>>>().toEqualTypeOf<PlanProblemCode>();
  expectTypeOf<CodesIn<ReturnType<typeof planRestore>>>().toEqualTypeOf<PlanProblemCode>();
  expectTypeOf<string extends CodesIn<ReturnType<typeof toJob>> ? true : false>().toEqualTypeOf<false>();
  expectTypeOf<string extends Problem<LintProblemCode>['code'] ? true : false>().toEqualTypeOf<false>();
  expectTypeOf<string extends Scenario['problems'][number]['code'] ? true : false>().toEqualTypeOf<false>();
  expectTypeOf<string extends CoreProblemCode ? true : false>().toEqualTypeOf<false>();
});
