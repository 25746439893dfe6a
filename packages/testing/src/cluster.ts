/** A Kubernetes API server for tests, in the process of the test, with kubelets that do what a script says. */
export { type ApiServer, type ApiServerOptions, type KubeconfigOptions, startApiServer } from './cluster/api-server.ts';
export { machineClock, type ServerClock, type TestClock, type TestClockOptions, testClock } from './cluster/clock.ts';
export { type Faults, noFaults, type RequestFault, type StreamFault, seededFaults } from './cluster/faults.ts';
export type { ContainerScript, JobScript } from './cluster/job-script.ts';
export type { JsonObject } from './cluster/json.ts';
export type { ServedKind } from './cluster/kinds.ts';
export { type Play, type PlayOptions, playJobs, podName } from './cluster/kubelet.ts';
export {
  type ContainerLog,
  endlessLog,
  type StoredLine,
  timestamp,
  type WritableLog,
  writableLog,
} from './cluster/log-store.ts';
export type { Change, ObjectStore } from './cluster/object-store.ts';
export type { AccessRule, ServerRules } from './cluster/request-rules.ts';
export {
  type InstanceScript,
  type PodScript,
  type Scenario,
  type StepScript,
  scenarioOf,
} from './cluster/scenario.ts';
export { type Random, seeded } from './cluster/seeded.ts';
export type { Refusal } from './cluster/status.ts';
export type { ObjectAddress, StoredObjects } from './cluster/stored-objects.ts';
