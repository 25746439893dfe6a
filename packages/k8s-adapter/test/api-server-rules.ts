import type { KubernetesObject, V1Container, V1Job } from '../src/index.ts';

/**
 * The refusals of an API server for an object. Their rules are written from the API reference, and share no code with
 * the checks that they judge.
 */
export function refusals(object: KubernetesObject): ReadonlyArray<string> {
  const { name = '', namespace = '', labels = {}, annotations = {} } = object.metadata;
  const names = object.kind.includes('Role') ? /^[^/%]{1,63}$/ : subdomain;
  return [
    ...refuse(!names.test(name) || name.length > 63, `name ${name}`),
    ...refuse(namespace !== '' && !label.test(namespace), `namespace ${namespace}`),
    ...mapRefusals(labels, annotations),
    ...(object.kind === 'Job' ? jobRefusals(object) : []),
  ];
}

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const subdomain = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const labelKey = /^([a-z0-9.-]{1,253}\/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;
const labelValue = /^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$/;
const units: Readonly<Record<string, number>> = {
  '': 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
};

function jobRefusals({ spec }: V1Job): ReadonlyArray<string> {
  const pod = spec.template.spec;
  const { initContainers = [], containers, volumes = [] } = pod;
  const all = [...initContainers, ...containers];
  const { labels = {}, annotations = {} } = spec.template.metadata ?? {};
  return [
    ...mapRefusals(labels, annotations),
    ...refuse(containers.length === 0, 'no containers'),
    ...refuse(pod.restartPolicy !== 'Never' && pod.restartPolicy !== 'OnFailure', 'restart policy'),
    ...twice(all.map(({ name }) => name)).map((name) => `container ${name} twice`),
    ...twice(volumes.map(({ name }) => name)).map((name) => `volume ${name} twice`),
    ...volumes.flatMap((volume) => [
      ...refuse(!label.test(volume.name), `volume ${volume.name}`),
      ...refuse(Object.keys(volume).length > 2, `volume ${volume.name} of several sources`),
      ...refuse(
        volume.emptyDir?.sizeLimit !== undefined && Number.isNaN(amount(volume.emptyDir.sizeLimit)),
        'size limit',
      ),
    ]),
    ...initContainers.flatMap(({ livenessProbe, readinessProbe, lifecycle, name }) =>
      refuse((livenessProbe ?? readinessProbe ?? lifecycle) !== undefined, `probe of init container ${name}`),
    ),
    ...all.flatMap((container) => containerRefusals(container, new Set(volumes.map(({ name }) => name)))),
    ...refuse(!Number.isInteger(spec.backoffLimit) || (spec.backoffLimit ?? 0) < 0, 'backoff limit'),
  ];
}

function containerRefusals(container: V1Container, volumes: ReadonlySet<string>): ReadonlyArray<string> {
  const { name, image = '', env = [], ports = [], volumeMounts = [], resources = {} } = container;
  const probes = [container.livenessProbe, container.readinessProbe].filter((probe) => probe !== undefined);
  return [
    ...refuse(!label.test(name), `container ${name}`),
    ...refuse(image === '' || image !== image.trim(), `image ${image}`),
    ...env.flatMap((variable) => refuse(!/^[\x20-\x3c\x3e-\x7e]+$/.test(variable.name), `variable ${variable.name}`)),
    ...env.flatMap(({ valueFrom }) => refuse(valueFrom !== undefined && Object.keys(valueFrom).length !== 1, 'source')),
    ...twice(
      ports.flatMap(({ hostPort = 0, hostIP, protocol = 'TCP' }) =>
        hostPort === 0 ? [] : [`${protocol} ${hostIP ?? ''} ${hostPort}`],
      ),
    ).map((port) => `port ${port} of the host twice`),
    ...ports.flatMap(({ containerPort }) =>
      refuse(!(containerPort > 0 && containerPort < 65536), `port ${containerPort}`),
    ),
    ...ports.flatMap(({ protocol = 'TCP' }) =>
      refuse(!['TCP', 'UDP', 'SCTP'].includes(protocol), `protocol ${protocol}`),
    ),
    ...twice(volumeMounts.map(({ mountPath }) => mountPath)).map((path) => `two mounts at ${path}`),
    ...volumeMounts.flatMap((mount) => refuse(!volumes.has(mount.name), `mount of ${mount.name}`)),
    ...volumeMounts.flatMap(({ subPath = '' }) =>
      refuse(subPath.startsWith('/') || /(^|\/)\.\.(\/|$)/.test(subPath), `subPath ${subPath}`),
    ),
    ...Object.entries(resources.requests ?? {}).flatMap(([key, request]) => [
      ...refuse(Number.isNaN(amount(request)), `request ${request}`),
      ...refuse(amount(request) > amount(resources.limits?.[key] ?? '999999G'), `request of ${key}`),
    ]),
    ...Object.values(resources.limits ?? {}).flatMap((limit) => refuse(Number.isNaN(amount(limit)), `limit ${limit}`)),
    ...probes.flatMap((probe) => {
      const handlers = ['exec', 'httpGet', 'tcpSocket', 'grpc'].filter((handler) => Object.hasOwn(probe, handler));
      return refuse(handlers.length !== 1, `probe of ${handlers.length} kinds`);
    }),
  ];
}

function mapRefusals(
  labels: Readonly<Record<string, string>>,
  annotations: Readonly<Record<string, string>>,
): ReadonlyArray<string> {
  const size = Object.entries(annotations).reduce((sum, [key, value]) => sum + Buffer.from(key + value).length, 0);
  return [
    ...Object.entries(labels).flatMap(([key, value]) =>
      refuse(!labelKey.test(key) || !labelValue.test(value), `label ${key}`),
    ),
    ...Object.keys(annotations).flatMap((key) => refuse(!labelKey.test(key), `annotation ${key}`)),
    ...refuse(size > 262144, 'annotations'),
  ];
}

function amount(quantity: string): number {
  const match = /^(\d+(?:\.\d+)?)(\D*)$/.exec(quantity);
  const unit = units[match?.[2] ?? '?'];
  return match === null || unit === undefined ? Number.NaN : Number(match[1]) * unit;
}

function twice(values: ReadonlyArray<string>): ReadonlyArray<string> {
  return values.filter((value, index) => value !== '' && values.indexOf(value) !== index);
}

function refuse(isRefused: boolean, what: string): ReadonlyArray<string> {
  return isRefused ? [what] : [];
}
