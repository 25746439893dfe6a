import type { PlanInput } from '@stash-functions/k8s-adapter';
import type { ScenarioOptions } from './scenario-options.ts';

/** The settings of a plan among the options of a scenario. */
export function settingsOf(options: ScenarioOptions): Omit<PlanInput, 'appBindings' | 'manifests' | 'repository'> {
  const {
    manifests,
    task,
    function: fn,
    params,
    backend,

    namespace,
    repository,
    appBinding,
    ...rest
  } = options;
  const { invoker, session, retention, target, podName, nodeName, ...settings } = { ...nothing, ...rest };
  return settings;
}

/** The options that only a backup or a restore scenario has. */
const nothing: {
  readonly [field in 'invoker' | 'nodeName' | 'podName' | 'retention' | 'session' | 'target']?: unknown;
} = {};
