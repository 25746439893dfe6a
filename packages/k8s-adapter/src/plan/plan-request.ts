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

/** A plan to be made, with everything in which a backup and a restore differ. */
export interface PlanRequest {
  readonly input: BackupPlanInput | RestorePlanInput;
  readonly occasion: Occasion;
  /** The owner of the Jobs: the session of a backup, the invoker of a restore. */
  readonly jobOwner: BackupSession | RestoreSession | RestoreBatch;
  /** User and groups of the pods where the invoker asks for no others. */
  readonly user: DefaultUser;
  /** The Task of a member, and the variables of its Jobs. */
  readonly readMember: (member: number, common: Common) => MemberReading;
  readonly jobNameOf: (member: number, ordinal: number | undefined) => string;
  readonly hooksOf: (target: InvokerTarget) => Hooks;
}

/** The answers that a member's resources and the options give. */
export interface MemberReading {
  /** The Task that the member runs. */
  readonly task: Either<Problems<PlanProblemCode>, EffectiveTask>;
  /** The variables of the Job of a replica. */
  readonly scopeOf: (ordinal: number | undefined) => Either<Problems<PlanProblemCode>, Scope>;
}

/** The user and groups of a pod, and how the invoker's own settings combine with them. */
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

/** Everything that the targets of an invoker share in a plan. */
export interface Common {
  readonly namespace: string;
  /** The labels of every object in the plan. */
  readonly labels: Readonly<Record<string, string>>;
  readonly repository: Repository | undefined;
  readonly appBindings: ReadonlyArray<AppBinding>;
  /** Seconds until the Jobs are stopped. */
  readonly activeDeadlineSeconds?: number | undefined;
}

/** The plan of one target of an invoker, to be made. */
export interface TargetRequest extends PlanRequest, Common {
  readonly spec: BackupInvokerTarget['spec'] | RestoreInvokerTarget['spec'];
  /** The place of `spec`: in the invoker, or in a member of it. */
  readonly from: FieldSource;
  /** The place of the member in its batch, from 0; 0 for an invoker of one target. */
  readonly member: number;
  readonly appBinding: AppBinding | undefined;
  readonly hooks: Hooks;
  /** The Task that the target runs. */
  readonly task: MemberReading['task'];
  readonly runs: ReadonlyArray<RunRequest>;
}

/** A Job to be made. A target has one, but a restore into claims has one for each replica. */
export interface RunRequest {
  readonly jobName: string;
  readonly scope: Either<Problems<PlanProblemCode>, Scope>;
  /** The replica, from 0, where each has claims of its own. */
  readonly ordinal?: number | undefined;
}
