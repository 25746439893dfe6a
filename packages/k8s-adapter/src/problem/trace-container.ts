import type { ContainerRuntimeSettings } from '@stash-functions/core/decode';
import type { ResolvedFunction } from '@stash-functions/templating';
import type { ContainerInput } from '../build/container.ts';
import type { V1Container } from '../kubernetes/container.ts';
import type { FieldSource, Path, Trace } from './problem.ts';

/** Where the fields of a container come from: its Function, or the settings over it. */
export function traceContainer(container: V1Container, fn: ResolvedFunction | undefined, input: ContainerInput): Trace {
  const { runtimeSettings: settings = {}, runtimeSettingsFrom: from } = input;
  const own = fn?.spec.runtimeSettings ?? {};
  const inFunction = (...path: Path): FieldSource | undefined => fn && { resource: fn.source, path: ['spec', ...path] };
  const inSettings = (...path: Path): FieldSource | undefined =>
    from && { resource: from.resource, path: [...from.path, ...path] };
  const either = (overridden: boolean, path: Path): FieldSource | undefined =>
    overridden ? inSettings(...path) : inFunction('runtimeSettings', ...path);

  return (path) => {
    const [field, index, ...rest] = path;
    switch (field) {
      case 'name':
        return fn && { resource: fn.source, path: ['metadata', 'name'] };
      case 'livenessProbe':
      case 'readinessProbe':
      case 'lifecycle':
      case 'securityContext':
        return either(settings[field] !== undefined, path);
      case 'resources':
        return either(hasEntries(settings.resources, index), path);
      case 'env':
        return typeof index === 'number' ? traceVariable(container.env?.[index]?.name, rest) : either(false, path);
      case 'envFrom': {
        const count = own.envFrom?.length ?? 0;
        return typeof index !== 'number' || index < count
          ? either(false, path)
          : inSettings('envFrom', index - count, ...rest);
      }
      case 'volumeMounts': {
        const mountPath = typeof index === 'number' ? container.volumeMounts?.[index]?.mountPath : undefined;
        const place = fn?.spec.volumeMounts?.findIndex((each) => each.mountPath === mountPath) ?? -1;
        if (place < 0) return undefined;
        return inFunction(
          'volumeMounts',
          fn?.spec.volumeMounts?.[Number(index)]?.mountPath === mountPath ? Number(index) : place,
          ...rest,
        );
      }
      default:
        return inFunction(...path);
    }
  };

  function traceVariable(name: string | undefined, rest: Path): FieldSource | undefined {
    const inOver = lastIndexOf(settings, name);
    if (inOver >= 0) return inSettings('env', inOver, ...rest);
    const scheduling = name === undefined ? undefined : schedulingFields[name];
    if (scheduling !== undefined) {
      const [group, key] = scheduling;
      const isSet = (each: ContainerRuntimeSettings): boolean => Object.hasOwn(each[group] ?? {}, key);
      if (isSet(settings) || isSet(own)) return either(isSet(settings), [group, key]);
    }
    const inOwn = lastIndexOf(own, name);
    return inOwn < 0 ? undefined : inFunction('runtimeSettings', 'env', inOwn, ...rest);
  }
}

const schedulingFields: Readonly<Record<string, readonly ['nice' | 'ionice', string]>> = {
  NICE_ADJUSTMENT: ['nice', 'adjustment'],
  IONICE_CLASS: ['ionice', 'class'],
  IONICE_CLASS_DATA: ['ionice', 'classData'],
};

function lastIndexOf({ env = [] }: ContainerRuntimeSettings, name: string | undefined): number {
  return env.findLastIndex((variable) => variable.name === name);
}

function hasEntries(resources: ContainerRuntimeSettings['resources'], part: string | number | undefined): boolean {
  if (part === 'claims') return (resources?.claims?.length ?? 0) > 0;
  if (part === 'limits' || part === 'requests') return Object.keys(resources?.[part] ?? {}).length > 0;
  return resources !== undefined;
}
