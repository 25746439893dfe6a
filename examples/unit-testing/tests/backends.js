/** restic's name for the repository of a scenario, for each backend. */
export const resticRepositories = {
  s3: 's3:https://s3.eu-central-1.amazonaws.com/backups/demo/nightly',
  gcs: 'gs:backups:/demo/nightly',
  azure: 'azure:backups:/demo/nightly',
  swift: 'swift:backups:/demo/nightly',
  b2: 'b2:backups:/demo/nightly',
  rest: 'rest:http://rest-server.storage.svc:8000/demo/nightly',
};

/** The backends that restic can reach over the network. */
export const remoteBackends = Object.keys(resticRepositories);

/** Expects everything that all our containers with restic have in common. */
export function expectRestic(scenario, backend, step) {
  const container = scenario.container(step);
  expect(container.env).toMatchObject({
    RESTIC_REPOSITORY: resticRepositories[backend],
    AWS_DEFAULT_REGION: backend === 's3' ? 'eu-central-1' : '',
    GOOGLE_APPLICATION_CREDENTIALS: '/etc/repository/GOOGLE_SERVICE_ACCOUNT_JSON_KEY',
    RESTIC_CACHE_DIR: '/stash-tmp/cache',
  });
  expect(container).toMatchContainer({
    command: ['restic'],
    envFrom: [{ secretRef: { name: `${backend}-credentials` } }],
    securityContext: {
      runAsNonRoot: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
  });
  expect(container.volumes['/etc/repository']).toMatchObject({ secret: { secretName: `${backend}-credentials` } });
  expect(container.mounts['/etc/repository'].readOnly).toBe(true);
}

/** The Task runs the steps, and then tells the chat. */
export function expectSteps(scenario, ...steps) {
  expect(scenario.containers.map(({ step }) => step)).toEqual(steps);
}
