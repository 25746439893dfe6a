/** A Function with `size` arguments, by default 30, 12 variables, two probes and three mounts. */
export function validFunction(size = 30): object {
  return {
    apiVersion: 'stash.appscode.com/v1beta1',
    kind: 'Function',
    metadata: { name: 'postgres-backup-14.0', labels: { 'app.kubernetes.io/name': 'stash-postgres' } },
    spec: {
      image: `\${STASH_DOCKER_REGISTRY:=stashed}/stash-postgres:14.0`,
      command: ['/stash-postgres'],
      args: [
        'backup-pg',
        ...Array.from({ length: size - 1 }, (_, index) => `--flag-${index}=\${VARIABLE_${index}:=default}`),
      ],
      workingDir: '/work',
      ports: [{ name: 'metrics', containerPort: 9090, protocol: 'TCP' }],
      volumeMounts: [
        { name: `\${secretVolume}`, mountPath: '/etc/repository/secret', readOnly: true },
        { name: 'tmp', mountPath: '/tmp' },
        { name: 'data', mountPath: '/data', subPath: 'db', mountPropagation: 'None' },
      ],
      runtimeSettings: {
        resources: { limits: { cpu: '500m', memory: '256Mi' }, requests: { cpu: 1, memory: '128Mi' } },
        livenessProbe: { httpGet: { path: '/healthz', port: 8080, scheme: 'HTTP' }, periodSeconds: 10 },
        readinessProbe: { tcpSocket: { port: 'metrics' }, initialDelaySeconds: 5, failureThreshold: 3 },
        securityContext: { runAsUser: 65535, runAsNonRoot: true, capabilities: { drop: ['ALL'] } },
        nice: { adjustment: 5 },
        env: [
          ...Array.from({ length: 8 }, (_, index) => ({ name: `NAME_${index}`, value: `value ${index}` })),
          { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'secret', key: 'password' } } },
          { name: 'USER', valueFrom: { configMapKeyRef: { name: 'config', key: 'user', optional: true } } },
          { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
          { name: 'CPU', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1m' } } },
        ],
        envFrom: [{ secretRef: { name: 'all' }, prefix: 'P_' }],
      },
    },
  };
}

/**
 * The same with three mistakes: a number for a string deep in env, a string for a number in a probe, and a misspelt
 * field.
 */
export function invalidFunction(size = 30): object {
  const text = JSON.stringify(validFunction(size))
    .replace('"key":"password"', '"key":8080')
    .replace('"periodSeconds":10', '"periodSeconds":"10"')
    .replace('"workingDir":', '"workingdir":');
  return JSON.parse(text);
}

/** The container of {@link validFunction}, for a peer that knows no Function. */
export function validContainer(): object {
  const { spec } = JSON.parse(JSON.stringify(validFunction()));
  const { runtimeSettings, ...rest } = spec;
  const { nice, ...settings } = runtimeSettings;
  return { name: 'backup', ...rest, ...settings };
}
