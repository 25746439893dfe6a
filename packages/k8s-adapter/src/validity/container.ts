import type { V1Container } from '../kubernetes/container.ts';
import type { V1Volume } from '../kubernetes/volume.ts';
import { below, type Place } from '../problem/place.ts';
import type { Findings } from '../problem/problem.ts';
import { checkLabelName, checkOneOf, checkRange, missing, quote } from './basics.ts';
import { checkEnv, checkEnvFrom } from './env.ts';
import { checkMounts } from './mounts.ts';
import { checkHostPorts, checkPorts, checkRepeatedPorts } from './ports.ts';
import { checkLifecycle, checkProbe } from './probe.ts';
import { checkResources } from './resources.ts';
import { checkSecurityContext } from './security-context.ts';

/**
 * Checks everything that an API server demands of a container.
 *
 * @param volumes - the volumes of its pod; where they are given, its mounts are compared with them
 */
export function checkContainer(
  container: V1Container,
  path: Place,
  findings: Findings,
  volumes?: ReadonlyMap<string, V1Volume>,
): void {
  checkLabelName(container.name, below(path, 'name'), 'the name of the container', findings);
  checkImage(container.image, below(path, 'image'), findings);
  checkOneOf(container.imagePullPolicy, imagePullPolicies, below(path, 'imagePullPolicy'), findings);
  const { ports, env, envFrom, resources, livenessProbe, readinessProbe, lifecycle, securityContext } = container;
  if (ports !== undefined) {
    checkPorts(ports, below(path, 'ports'), findings);
    checkHostPorts([{ container, path }], findings);
    if (volumes === undefined) checkRepeatedPorts([{ container, path }], findings);
  }
  if (env !== undefined) checkEnv(env, below(path, 'env'), findings);
  if (envFrom !== undefined) checkEnvFrom(envFrom, below(path, 'envFrom'), findings);
  if (env !== undefined) checkPriority(env, below(path, 'env'), findings);
  if (resources !== undefined) checkResources(resources, below(path, 'resources'), findings);
  checkMounts(container, volumes, path, findings);
  if (livenessProbe !== undefined) checkProbe(livenessProbe, 'liveness', below(path, 'livenessProbe'), findings);
  if (readinessProbe !== undefined) checkProbe(readinessProbe, 'readiness', below(path, 'readinessProbe'), findings);
  if (lifecycle !== undefined) checkLifecycle(lifecycle, below(path, 'lifecycle'), findings);
  if (securityContext !== undefined) checkSecurityContext(securityContext, below(path, 'securityContext'), findings);
}

const imagePullPolicies: ReadonlyArray<string> = ['Always', 'IfNotPresent', 'Never'];

function checkImage(image: string | undefined, path: Place, findings: Findings): void {
  if (image === undefined || image === '') {
    missing(path, 'the image', findings, 'give the image that the container runs; a variable in it may be empty');
  } else if (image.trim() !== image) {
    findings.error('invalid-format', path, `the image ${quote(image)} begins or ends with a space`, 'remove it');
  } else if (/\s/.test(image)) {
    findings.warning('invalid-format', path, `no registry has the image ${quote(image)}, which holds a space`);
  }
}

/** Otherwise nice(1) and ionice(1) would fail in the container, after the Job was accepted. */
function checkPriority(env: NonNullable<V1Container['env']>, path: Place, findings: Findings): void {
  env.forEach(({ name, value }, index) => {
    const range = priorityRanges[name];
    if (range === undefined || value === undefined || !/^-?\d+$/.test(value)) return;
    checkRange(Number(value), range[0], range[1], below(below(path, index), 'value'), findings);
  });
}

const priorityRanges: Readonly<Record<string, readonly [number, number]>> = {
  NICE_ADJUSTMENT: [-20, 19],
  IONICE_CLASS: [0, 3],
  IONICE_CLASS_DATA: [0, 7],
};
