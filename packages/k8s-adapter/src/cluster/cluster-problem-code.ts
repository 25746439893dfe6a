/**
 * What can go wrong between this SDK and a cluster. Closed: docs/errors/cluster.md has a section for each, with an
 * example and its cure.
 */
export type ClusterProblemCode =
  | 'access-denied'
  | 'api-conflict'
  | 'api-error'
  | 'api-rejected'
  | 'api-unavailable'
  | 'client-node-missing'
  | 'job-differs'
  | 'kubeconfig-unusable'
  | 'object-exists'
  | 'object-incomplete'
  | 'object-not-found'
  | 'unknown-kind';
