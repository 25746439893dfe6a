import type { TypeDescriptions } from '../type-description.ts';

/**
 * Types that one page of the Kubernetes API reference defines; each has its own heading there.
 *
 * @param page - the page below https://kubernetes.io/docs/reference/kubernetes-api: `core/pod-v1`
 */
export function onPage(page: string, types: TypeDescriptions): TypeDescriptions {
  return Object.fromEntries(
    Object.entries(types).map(([name, type]) => [name, { ...type, reference: `${root}/${page}/#${name}` }]),
  );
}

const root = 'https://kubernetes.io/docs/reference/kubernetes-api';
