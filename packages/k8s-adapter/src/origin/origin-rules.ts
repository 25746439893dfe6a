/** The name of a rule of this package. It puts a value into a planned object that no resource holds in this form. */
export type OriginRule = keyof typeof originRules;

/** All rules, each with the one sentence that explains its values. */
export const originRules = {
  'access-name': 'ServiceAccount, Role and RoleBinding are named after the kind and name of the invoker and its member',
  'backup-user': 'a backup runs as user 65535 where its invoker asks for no other',
  'builtin-constant': 'a built-in variable has a value that no resource says',
  'claim-volume': 'a claim that is restored into is a volume that has its name without the number of the replica',
  'claim-name': 'the claim for interim data is named after the owner of the Job and its own template',
  'common-labels': 'every object says which component it is a part of, and that it is managed by the operator',
  'container-name': 'the container of a step is named after its Function and its place',
  'hook-container': 'a hook is run by the image of the operator, which reads the hook from the invoker',
  'image-pull-policy': 'an image is pulled where the node does not have it',
  'interim-volume': 'the claim for interim data is mounted in every container at one path',
  'job-defaults': 'a Job runs once, its pod is not started again, and its steps run one after the other',
  'job-name': 'a Job is named after the run that it belongs to, and its member',
  'kubernetes-default': 'the official types of Kubernetes write this field where it is not given',
  'least-privilege': 'the Jobs may do what they need, on the objects that the plan names',
  'license-reader': 'the Jobs may read the license where licenseApiService is given',
  'local-backend': 'a local backend is mounted in every container that mounts nothing at its path',
  'object-kind': 'every object says its kind and the version of its API',
  'owner-reference': 'objects of a run are deleted together with it, and those of an invoker together with that',
  'pod-security-policy': 'pods may be made under the PodSecurityPolicies of the Functions',
  'reference-permissions': 'the Jobs may do what the operator of Stash grants them',
  'replica-ordinal': 'each replica of a restore into claims knows its number',
  'repository-access': 'the Jobs may use a Repository in another namespace',
  'restore-user': 'a restore runs as root where its invoker asks for no other user',
  'scheduling-variable': 'nice and ionice become environment variables, or programs before the command',
  'temporary-directory': 'all containers of a Job share a temporary directory',
} as const;
