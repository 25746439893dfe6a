import type { JobOptions } from '../build/job.ts';
import type { Path, Trace } from './problem.ts';

/**
 * Where the metadata of a Job and of its pods come from: the invoker's settings for its pods.
 *
 * @param base - where the Job's own fields stand: the root, or the template of a CronJob
 */
export function traceJob(options: JobOptions, base: Path): Trace {
  const { from, runtimeSettings } = options;
  return (path) => {
    if (from === undefined) return undefined;
    if (path[0] === 'metadata') return { resource: from.resource, path };
    const [spec, template, metadata, field, key] = path.slice(base.length);
    if (spec !== 'spec' || template !== 'template' || metadata !== 'metadata') return undefined;
    const setting = field === 'labels' ? 'podLabels' : 'podAnnotations';
    const isSet = key === undefined || Object.hasOwn(runtimeSettings?.pod?.[setting] ?? {}, key);
    if (isSet) {
      const suffix = key === undefined ? [] : [key];
      return { resource: from.resource, path: [...from.path, 'runtimeSettings', 'pod', setting, ...suffix] };
    }
    return { resource: from.resource, path: path.slice(base.length + 2) };
  };
}
