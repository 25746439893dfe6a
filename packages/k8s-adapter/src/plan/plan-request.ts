import type {
  AppBinding,
  BackupInvokerTarget,
  BackupSession,
  InvokerTarget,
  Occasion,
  PodSecurityContext,
  Problems,
  Repository,
  RestoreBatch,
  RestoreInvokerTarget,
  RestoreSession,
} from '@stash-functions/core/decode';
import type { EffectiveTask, HookType, Scope } from '@stash-functions/templating';
import type { Either } from 'fp-ts/lib/Either.js';
import type { SecurityContextMerge } from '../build/runtime-settings.ts';
import type { OriginRule } from '../origin/origin-rules.ts';
import type { FieldSource } from '../origin/origins.ts';
import type { PlanProblemCode } from '../problem/adapter-problem-code.ts';
import type { BackupPlanInput, RestorePlanInput } from './plan-input.ts';

/** What is to be planned, with all that a backup and a restore differ in. */
export interface PlanRequest {
  readonly input: BackupPlanInput | RestorePlanInput;
  readonly occasion: Occasion;
  /** What the Jobs belong to: the session of a backup, the invoker of a restore. */
  readonly jobOwner: BackupSession | RestoreSession | RestoreBatch;
  /** User and groups of the pods where nothing else is asked for. */
  readonly user: DefaultUser;
  /** The Task that a member runs. */
  readonly taskOf: (member: number, common: Common) => Either<Problems<PlanProblemCode>, EffectiveTask>;
  /** The variables of the Job of a member. */
  readonly scopeOf: (
    member: number,
    common: Common,
    ordinal: number | undefined,
  ) => Either<Problems<PlanProblemCode>, Scope>;
  readonly jobNameOf: (member: number, ordinal: number | undefined) => string;
  readonly hooksOf: (target: InvokerTarget) => Hooks;
}

/** User and groups of a pod, and how those of its invoker go over them. */
export interface DefaultUser {
  readonly securityContext: PodSecurityContext;
  readonly merge: SecurityContextMerge;
  readonly rule: OriginRule;
}

/** The hooks of a target that run in its Jobs. */
export interface Hooks {
  readonly before?: HookType | undefined;
  readonly after?: HookType | undefined;
}

/** What the targets of an invoker have in common in a plan. */
export interface Common {
  readonly namespace: string;
  /** Of every object that is made. */
  readonly labels: Readonly<Record<string, string>>;
  readonly repository: Repository | undefined;
  readonly appBindings: ReadonlyArray<AppBinding>;
  /** After how many seconds the Jobs are stopped. */
  readonly activeDeadlineSeconds?: number | undefined;
}

/** What is to be planned for one target of an invoker. */
export interface TargetRequest extends PlanRequest, Common {
  readonly spec: BackupInvokerTarget['spec'] | RestoreInvokerTarget['spec'];
  /** Where spec stands: in the invoker, or in a member of it. */
  readonly from: FieldSource;
  /** The place of the member in its batch; 0 for an invoker of one target. */
  readonly member: number;
  readonly appBinding: AppBinding | undefined;
  readonly hooks: Hooks;
  readonly runs: ReadonlyArray<RunRequest>;
}

/** A Job that is to be made: one a target, or one a replica of a restore into claims. */
export interface RunRequest {
  readonly jobName: string;
  readonly scope: Either<Problems<PlanProblemCode>, Scope>;
  /** The replica, from 0, where claims are made for each. */
  readonly ordinal?: number | undefined;
}
