import type { BackupSessionStatus, Condition } from '@stash-functions/core';
import { describe, expect, it } from 'vitest';
import { condition } from '../../test/sessions.ts';
import { backupSessionPhase, hasEnded, isFinal, restoreBatchPhase, restoreSessionPhase } from './session-phase.ts';
import { backupTargetPhase, isOver, restoreTargetPhase, type TargetOutcome, type TargetState } from './target-phase.ts';

type Said = Readonly<Record<string, string>>;

function conditionsOf(said: Said): ReadonlyArray<Condition> {
  return Object.entries(said).map(([type, status]) => condition(type, status));
}

function stats(
  ...phases: ReadonlyArray<'Succeeded' | 'Failed' | 'Running' | 'Unknown' | undefined>
): TargetState['stats'] {
  return phases.map(
    (phase, index) => ({ hostname: `host-${index}`, ...(phase === undefined ? {} : { phase }) }) as never,
  );
}

describe('backupTargetPhase', () => {
  it.each<[totalHosts: number | undefined, phases: TargetState['stats'], said: Said, phase: TargetOutcome]>([
    [undefined, [], {}, 'Pending'],
    [undefined, stats('Succeeded'), {}, 'Pending'],
    [0, [], {}, 'Succeeded'],
    [1, [], {}, 'Running'],
    [1, stats('Succeeded'), {}, 'Succeeded'],
    [1, stats('Failed'), {}, 'Failed'],
    [1, stats(undefined), {}, 'Running'],
    [1, stats('Unknown'), {}, 'Running'],
    [2, stats('Succeeded'), {}, 'Running'],
    [2, stats('Failed'), {}, 'Running'],
    [2, stats('Succeeded', undefined), {}, 'Running'],
    [2, stats('Succeeded', 'Succeeded'), {}, 'Succeeded'],
    [2, stats('Failed', 'Succeeded'), {}, 'Failed'],
    [2, stats('Failed', 'Failed'), {}, 'Failed'],
    [1, stats('Succeeded', 'Succeeded'), {}, 'Succeeded'],
    [1, stats('Succeeded', 'Failed'), {}, 'Failed'],
    [1, stats('Succeeded'), { BackupExecutorEnsured: 'False' }, 'Failed'],
    [undefined, [], { BackupExecutorEnsured: 'False' }, 'Failed'],
    [1, [], { PreBackupHookExecutionSucceeded: 'False' }, 'Failed'],
    [1, [], { PostBackupHookExecutionSucceeded: 'False' }, 'Failed'],
    [1, [], { BackupDisrupted: 'True' }, 'Failed'],
    [1, [], { BackupDisrupted: 'False' }, 'Running'],
    [1, [], { BackupExecutorEnsured: 'True', PreBackupHookExecutionSucceeded: 'True' }, 'Running'],
    [1, [], { BackupExecutorEnsured: 'Unknown' }, 'Running'],
    [1, stats('Succeeded'), { RestoreExecutorEnsured: 'False' }, 'Succeeded'],
  ])('of %j hosts, %j and %j is %s', (totalHosts, hosts, said, phase) => {
    expect(backupTargetPhase({ totalHosts, stats: hosts, conditions: conditionsOf(said) })).toBe(phase);
  });

  it('is that of no conditions where there are none', () => {
    expect(backupTargetPhase({})).toBe('Pending');
    expect(backupTargetPhase({ totalHosts: 1 })).toBe('Running');
  });
});

describe('restoreTargetPhase', () => {
  const found = { RestoreTargetFound: 'True' };
  it.each<[totalHosts: number | undefined, phases: TargetState['stats'], said: Said, phase: TargetOutcome]>([
    [undefined, [], found, 'Pending'],
    [1, stats('Succeeded'), {}, 'Pending'],
    [1, stats('Succeeded'), { RestoreTargetFound: 'False' }, 'Pending'],
    [1, stats('Succeeded'), { RestoreTargetFound: 'Unknown' }, 'Succeeded'],
    [0, [], found, 'Succeeded'],
    [1, [], found, 'Running'],
    [1, stats('Running'), found, 'Running'],
    [1, stats(undefined), found, 'Running'],
    [1, stats('Succeeded'), found, 'Succeeded'],
    [1, stats('Failed'), found, 'Failed'],
    [1, stats('Unknown'), found, 'Unknown'],
    [2, stats('Succeeded'), found, 'Running'],
    [2, stats('Unknown'), found, 'Running'],
    [2, stats('Succeeded', 'Succeeded'), found, 'Succeeded'],
    [2, stats('Failed', 'Unknown'), found, 'Unknown'],
    [2, stats('Failed', 'Succeeded'), found, 'Failed'],
    [1, stats('Succeeded', 'Succeeded'), found, 'Succeeded'],
    [1, [], { RestoreExecutorEnsured: 'False' }, 'Failed'],
    [undefined, [], { RestoreExecutorEnsured: 'False' }, 'Failed'],
    [1, [], { ...found, PreRestoreHookExecutionSucceeded: 'False' }, 'Failed'],
    [1, stats('Succeeded'), { ...found, PostRestoreHookExecutionSucceeded: 'False' }, 'Failed'],
    [1, [], { ...found, RestoreExecutorEnsured: 'True', BackupDisrupted: 'True' }, 'Running'],
  ])('of %j hosts, %j and %j is %s', (totalHosts, hosts, said, phase) => {
    expect(restoreTargetPhase({ totalHosts, stats: hosts, conditions: conditionsOf(said) })).toBe(phase);
  });
});

describe('backupSessionPhase', () => {
  const pushed = { MetricsPushed: 'True' };
  type Phase = NonNullable<NonNullable<BackupSessionStatus['targets']>[number]['phase']>;
  it.each<[targets: ReadonlyArray<Phase | undefined>, said: Said, phase: string]>([
    [[], {}, 'Pending'],
    [[], pushed, 'Pending'],
    [['Pending'], {}, 'Pending'],
    [['Pending'], pushed, 'Pending'],
    [[undefined], {}, 'Pending'],
    [['Pending', 'Running'], {}, 'Running'],
    [['Pending', 'Succeeded'], pushed, 'Running'],
    [['Running'], {}, 'Running'],
    [['Running'], pushed, 'Running'],
    [['Succeeded'], {}, 'Running'],
    [['Failed'], {}, 'Running'],
    [['Succeeded'], pushed, 'Succeeded'],
    [['Failed'], pushed, 'Failed'],
    [['Succeeded', 'Failed'], pushed, 'Failed'],
    [['Succeeded', 'Running'], pushed, 'Running'],
    [['Succeeded'], { MetricsPushed: 'False' }, 'Succeeded'],
    [['Failed'], { MetricsPushed: 'False' }, 'Failed'],
    [[], { MetricsPushed: 'False' }, 'Pending'],
    [['Succeeded'], { MetricsPushed: 'Unknown' }, 'Running'],
    [[], { BackupSkipped: 'True' }, 'Skipped'],
    [['Succeeded'], { ...pushed, BackupSkipped: 'True' }, 'Skipped'],
    [['Succeeded'], { ...pushed, BackupSkipped: 'False' }, 'Succeeded'],
    [['Running'], { DeadlineExceeded: 'True' }, 'Running'],
    [['Running'], { ...pushed, DeadlineExceeded: 'True' }, 'Failed'],
    [['Succeeded'], { ...pushed, DeadlineExceeded: 'True' }, 'Failed'],
    [['Succeeded'], { ...pushed, DeadlineExceeded: 'False' }, 'Succeeded'],
    [[], { ...pushed, GlobalPreBackupHookSucceeded: 'False' }, 'Failed'],
    [[], { GlobalPreBackupHookSucceeded: 'False' }, 'Pending'],
    [['Succeeded'], { ...pushed, GlobalPreBackupHookSucceeded: 'True' }, 'Succeeded'],
    [['Succeeded'], { ...pushed, GlobalPostBackupHookSucceeded: 'False' }, 'Failed'],
    [['Succeeded'], { ...pushed, BackupHistoryCleaned: 'False' }, 'Failed'],
    [['Succeeded'], { ...pushed, BackupHistoryCleaned: 'Unknown' }, 'Succeeded'],
    [['Succeeded'], { ...pushed, RetentionPolicyApplied: 'False' }, 'Failed'],
    [['Succeeded'], { RetentionPolicyApplied: 'False' }, 'Running'],
    [['Succeeded'], { ...pushed, RetentionPolicyApplied: 'Unknown' }, 'Succeeded'],
    [['Succeeded'], { ...pushed, RepositoryIntegrityVerified: 'False' }, 'Failed'],
    [['Succeeded'], { ...pushed, RepositoryMetricsPushed: 'False' }, 'Succeeded'],
    [['Succeeded'], { ...pushed, BackendRepositoryInitialized: 'False' }, 'Succeeded'],
  ])('of targets %j and %j is %s', (targets, said, phase) => {
    const status = {
      targets: targets.map((target) => (target === undefined ? {} : { phase: target })),
      conditions: conditionsOf(said),
    };
    expect(backupSessionPhase(status)).toBe(phase);
  });
});

describe('restoreSessionPhase', () => {
  const ready = { RepositoryFound: 'True', BackendSecretFound: 'True' };
  const pushed = { ...ready, MetricsPushed: 'True' };
  it.each<[target: TargetOutcome, said: Said, phase: string]>([
    ['Succeeded', {}, 'Pending'],
    ['Pending', ready, 'Pending'],
    ['Pending', pushed, 'Pending'],
    ['Running', ready, 'Running'],
    ['Running', pushed, 'Running'],
    ['Succeeded', ready, 'Running'],
    ['Succeeded', pushed, 'Succeeded'],
    ['Failed', pushed, 'Failed'],
    ['Unknown', pushed, 'Unknown'],
    ['Failed', ready, 'Running'],
    ['Succeeded', { ...ready, MetricsPushed: 'False' }, 'Succeeded'],
    ['Succeeded', { ...pushed, RepositoryFound: 'False' }, 'Pending'],
    ['Succeeded', { ...pushed, BackendSecretFound: 'False' }, 'Pending'],
    ['Running', { ...ready, RestoreTargetFound: 'False' }, 'Pending'],
    ['Running', { ...ready, ValidationPassed: 'False' }, 'Invalid'],
    ['Running', { ...ready, ValidationPassed: 'True' }, 'Running'],
    ['Succeeded', { ...pushed, ValidationPassed: 'False' }, 'Succeeded'],
    ['Running', { ...ready, DeadlineExceeded: 'True' }, 'Running'],
    ['Running', { ...pushed, DeadlineExceeded: 'True' }, 'Failed'],
    ['Succeeded', { ...pushed, DeadlineExceeded: 'True' }, 'Failed'],
    ['Pending', { ...pushed, DeadlineExceeded: 'True' }, 'Failed'],
  ])('of a target %s and %j is %s', (target, said, phase) => {
    expect(restoreSessionPhase(conditionsOf(said), target)).toBe(phase);
  });
});

describe('restoreBatchPhase', () => {
  const ready = { RepositoryFound: 'True', BackendSecretFound: 'True' };
  const pushed = { ...ready, MetricsPushed: 'True' };
  it.each<[members: ReadonlyArray<TargetOutcome>, complete: boolean, said: Said, phase: string]>([
    [['Succeeded'], true, {}, 'Pending'],
    [[], true, ready, 'Pending'],
    [['Pending', 'Pending'], false, ready, 'Pending'],
    [['Pending', 'Running'], false, ready, 'Running'],
    [['Succeeded', 'Running'], false, pushed, 'Running'],
    [['Succeeded'], false, pushed, 'Running'],
    [['Succeeded'], true, ready, 'Running'],
    [['Failed'], true, ready, 'Running'],
    [['Unknown'], true, ready, 'Running'],
    [['Succeeded'], true, pushed, 'Succeeded'],
    [['Succeeded', 'Failed'], true, pushed, 'Failed'],
    [['Failed', 'Unknown'], true, pushed, 'Unknown'],
    [['Succeeded'], true, { ...ready, MetricsPushed: 'False' }, 'Succeeded'],
    [['Succeeded'], true, { ...pushed, RepositoryFound: 'False' }, 'Pending'],
    [['Running'], false, { ...ready, BackendSecretFound: 'False' }, 'Pending'],
    [['Running'], false, { ...ready, ValidationPassed: 'False' }, 'Invalid'],
    [['Running'], false, { ...ready, DeadlineExceeded: 'True' }, 'Running'],
    [['Running'], false, { ...pushed, DeadlineExceeded: 'True' }, 'Failed'],
    [['Succeeded'], true, { ...pushed, GlobalPreRestoreHookSucceeded: 'False' }, 'Failed'],
    [['Succeeded'], true, { ...pushed, GlobalPostRestoreHookSucceeded: 'False' }, 'Failed'],
    [['Succeeded'], true, { ...ready, GlobalPostRestoreHookSucceeded: 'False' }, 'Running'],
    [['Succeeded'], true, { ...pushed, GlobalPostRestoreHookSucceeded: 'True' }, 'Succeeded'],
  ])('of members %j, complete: %s, and %j is %s', (members, complete, said, phase) => {
    expect(restoreBatchPhase(conditionsOf(said), members, complete)).toBe(phase);
  });
});

describe('the end', () => {
  it.each([
    ['Pending', false, false],
    ['Running', false, false],
    ['Invalid', false, false],
    ['Succeeded', true, true],
    ['Failed', true, true],
    ['Unknown', true, true],
    ['Skipped', true, false],
    [undefined, false, false],
  ])('of a session %s: %s, of a target: %s', (phase, ofSession, ofTarget) => {
    expect(isFinal(phase)).toBe(ofSession);
    expect(isOver(phase)).toBe(ofTarget);
  });

  it('has come once the metrics were sent or were not', () => {
    expect(hasEnded(undefined)).toBe(false);
    expect(['True', 'False', 'Unknown'].map((word) => hasEnded([condition('MetricsPushed', word)]))).toEqual([
      true,
      true,
      false,
    ]);
  });
});
