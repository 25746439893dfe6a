import type { ResolvedFunction, ResolvedTask } from '@stash-functions/templating';
import type { ContainerInput } from '../build/container.ts';
import type { PodOptions } from '../build/pod.ts';
import { tmpVolumeName } from '../build/volumes.ts';
import type { V1PodSpec } from '../kubernetes/pod.ts';
import type { FieldSource, Path, Trace } from './problem.ts';
import { traceContainer } from './trace-container.ts';

/** Where the fields of a pod come from: the Functions, the Task, or the invoker. */
export function tracePod(
  pod: V1PodSpec,
  functions: ReadonlyArray<ResolvedFunction | undefined>,
  task: ResolvedTask,
  options: PodOptions,
  input: ContainerInput,
): Trace {
  const inInvoker = (...path: Path): FieldSource | undefined =>
    options.from && { resource: options.from.resource, path: [...options.from.path, ...path] };

  return (path) => {
    const [field, index, ...rest] = path;
    switch (field) {
      case undefined:
        return { resource: task.source, path: ['spec', 'steps'] };
      case 'initContainers':
      case 'containers':
        return typeof index === 'number' ? traceStep(field, index, rest) : undefined;
      case 'volumes':
        return typeof index === 'number'
          ? traceVolume(index, rest)
          : { resource: task.source, path: ['spec', 'volumes'] };
      case 'hooks':
        return inInvoker(...path);
      default:
        return options.runtimeSettings?.pod !== undefined && Object.hasOwn(options.runtimeSettings.pod, field)
          ? inInvoker('runtimeSettings', 'pod', ...path)
          : undefined;
    }
  };

  function traceStep(field: 'initContainers' | 'containers', index: number, path: Path): FieldSource | undefined {
    const container = pod[field]?.[index];
    const fn = functions[field === 'containers' ? functions.length - 1 : index];
    if (container === undefined) return undefined;
    const found = traceContainer(container, fn, input)(path);
    if (found !== undefined || path[0] !== 'volumeMounts' || typeof path[1] !== 'number') return found;
    const mountPath = container.volumeMounts?.[path[1]]?.mountPath;
    const place = options.volumeMounts?.findIndex((each) => each.mountPath === mountPath) ?? -1;
    return place < 0 ? undefined : inInvoker('target', 'volumeMounts', place, ...path.slice(2));
  }

  function traceVolume(index: number, rest: Path): FieldSource | undefined {
    const name = pod.volumes?.[index]?.name;
    if (index < task.volumes.length) {
      const isTempDir =
        name === tmpVolumeName && rest[0] === 'emptyDir' && Object.hasOwn(options.tempDir ?? {}, String(rest[1]));
      return isTempDir
        ? inInvoker('tempDir', ...rest.slice(1))
        : { resource: task.source, path: ['spec', 'volumes', index, ...rest] };
    }
    const added = index - task.volumes.length - (task.volumes.some((each) => each.name === tmpVolumeName) ? 0 : 1);
    if (added < 0) return inInvoker('tempDir', ...rest.slice(1));
    if (added === 0 && options.interimClaim !== undefined)
      return inInvoker('interimVolumeTemplate', 'metadata', 'name');
    return inInvoker('target', 'volumeClaimTemplates');
  }
}
