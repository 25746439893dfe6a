import { type CodesOf, type ProblemMaker, problemMaker } from '@stash-functions/core/decode';

/**
 * Everything that can go wrong between this SDK and a cluster. The list is closed: docs/errors/cluster.md has a section
 * for each code, with an example and its cure.
 */
export const clusterProblemCodes = {
  'access-denied': {
    severity: 'error',
    meaning: 'The API server does not know the user, or the user may not do this.',
  },
  'answer-too-long': { severity: 'error', meaning: 'The API server sends an answer that is longer than its limit.' },
  'api-conflict': { severity: 'error', meaning: 'The object changed meanwhile, or another manager holds a field.' },
  'api-error': { severity: 'error', meaning: 'The API server gives an answer that no other code is for.' },
  'api-rejected': { severity: 'error', meaning: 'The API server, a webhook or a policy refuses the object.' },
  'api-unavailable': { severity: 'error', meaning: 'The API server does not answer, or is overloaded or in trouble.' },
  'client-node-missing': { severity: 'error', meaning: 'The package @kubernetes/client-node can not be loaded.' },
  'job-differs': { severity: 'error', meaning: 'A Job of this name was made from something else.' },
  'kubeconfig-unusable': { severity: 'error', meaning: 'The kubeconfig gives no way to a cluster.' },
  'object-exists': { severity: 'error', meaning: 'The object to be made exists already.' },
  'object-incomplete': { severity: 'error', meaning: 'An object has no apiVersion, no kind or no name.' },
  'object-name-invalid': { severity: 'error', meaning: 'A name, namespace or apiVersion is no segment of a path.' },
  'object-not-found': { severity: 'error', meaning: 'Something that the call needs is not there.' },
  'option-invalid': { severity: 'error', meaning: 'An option has an unknown name, or a value that it cannot have.' },
  'owner-missing': {
    severity: 'error',
    meaning: 'The owner of an object is not in the cluster, or is another one by now.',
  },
  'unknown-kind': { severity: 'error', meaning: 'The API server serves no such kind.' },
} as const;

/** The codes of {@link clusterProblemCodes}. */
export type ClusterProblemCode = CodesOf<typeof clusterProblemCodes>;

/** Makes a Problem of {@link clusterProblemCodes}. */
export const clusterProblem: ProblemMaker<typeof clusterProblemCodes> = problemMaker<typeof clusterProblemCodes>({});
