/**
 * An amount of a resource, as Kubernetes writes it: `500m`, `1Gi`, `0.5`, `2`.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export type Quantity = string | number;
