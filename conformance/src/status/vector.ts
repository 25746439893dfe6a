import type {
  AppBinding,
  BackupBatch,
  BackupConfiguration,
  BackupSession,
  BackupSessionStatus,
  Repository,
  RepositoryStatus,
  RestoreBatch,
  RestoreSession,
  TargetRef,
} from '@stash-functions/core';
import type { BackupPatch, ConditionUpdate, RestoreTargetPatch } from '@stash-functions/status';

/** One step of the reference's status updater or operator, with the state before it and its result. */
export interface StatusVector {
  readonly id: string;
  readonly do: string;
  readonly title: string;
  readonly given: StatusGiven;
  readonly expected: StatusExpected;
}

export interface StatusGiven {
  readonly now: string;
  readonly options?: UpdateOptions;
  readonly invoker?: BackupConfiguration | BackupBatch;
  readonly session?: BackupSession;
  readonly restore?: RestoreSession | RestoreBatch;
  readonly repository?: Repository;
  readonly appBinding?: AppBinding;
  readonly others?: ReadonlyArray<OtherObject>;
  readonly output?: unknown;
  readonly outputText?: string;
  readonly restic?: Readonly<Record<string, string>>;
  readonly pushgatewayStatus?: number;
  readonly patch?: BackupPatch & {
    readonly targets?: ReadonlyArray<RestoreTargetPatch & { readonly ref: TargetRef }>;
    readonly conditions?: ReadonlyArray<ConditionUpdate>;
  };
  readonly member?: number;
  readonly target?: TargetRef;
  readonly stdout?: string;
  readonly path?: string;
  readonly bytes?: ReadonlyArray<number>;
  readonly seconds?: ReadonlyArray<number>;
  readonly strings?: ReadonlyArray<string>;
}

export interface UpdateOptions {
  readonly invokerKind?: string;
  readonly targetKind?: string;
  readonly targetName?: string;
  readonly targetNamespace?: string;
  readonly metricsEnabled?: boolean;
  readonly metricsLabels?: ReadonlyArray<string>;
}

export interface OtherObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

export interface StatusExpected {
  readonly error?: string;
  readonly panic?: string;
  readonly loggedErrors?: ReadonlyArray<string>;
  readonly sessionStatus?: BackupSessionStatus;
  readonly restoreStatus?: JsonObject;
  readonly repositoryStatus?: RepositoryStatus;
  readonly createdSession?: BackupSession;
  readonly deleted?: ReadonlyArray<string>;
  readonly events?: ReadonlyArray<JsonObject>;
  readonly pushes?: ReadonlyArray<{ readonly series: ReadonlyArray<string> }>;
  readonly summary?: JsonObject;
  readonly snapshot?: JsonObject;
  readonly kept?: number;
  readonly removed?: number;
  readonly integrity?: boolean;
  readonly size?: string;
  readonly strings?: ReadonlyArray<unknown>;
  readonly values?: ReadonlyArray<unknown>;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** The result of a step of this SDK, in the form of a vector. */
export interface StepResult {
  readonly status?: unknown;
  readonly repositoryStatus?: RepositoryStatus | undefined;
  readonly createdSession?: BackupSession | undefined;
  readonly deleted?: ReadonlyArray<string> | undefined;
  readonly events?: ReadonlyArray<JsonObject> | undefined;
  /** Lines of the text format, without help and type. */
  readonly series?: ReadonlyArray<string> | undefined;
  readonly summary?: unknown;
}

export function isStatusVector(vector: unknown): vector is StatusVector {
  return typeof vector === 'object' && vector !== null && 'do' in vector && 'given' in vector && 'expected' in vector;
}
