import { isPortName, isPortNumber } from '@stash-functions/core/decode';
import type { V1Container, V1ContainerPort } from '../kubernetes/container.ts';
import { below, type Place } from '../problem/place.ts';
import type { Findings } from '../problem/problem.ts';
import { checkDistinct, checkOneOf, quote } from './basics.ts';

/** A container and its place. */
export interface PlacedContainer {
  readonly container: V1Container;
  readonly path: Place;
}

/** Checks the ports of a container: numbers, names, protocols. */
export function checkPorts(ports: ReadonlyArray<V1ContainerPort>, path: Place, findings: Findings): void {
  ports.forEach(({ containerPort, hostPort, hostIP, protocol, name }, index) => {
    const at = below(path, index);
    checkPortNumber(containerPort, below(at, 'containerPort'), findings);
    if (hostPort) checkPortNumber(hostPort, below(at, 'hostPort'), findings);
    checkOneOf(protocol, ['TCP', 'UDP', 'SCTP'], below(at, 'protocol'), findings);
    if (name && !isPortName(name)) {
      const hint = 'use at most 15 lowercase letters, digits and single dashes, a letter among them';
      findings.error('invalid-name', below(at, 'name'), `${quote(name)} is no name of a port`, hint);
    }
    if (hostIP && !hostPort) {
      const message = `the address ${quote(hostIP)} of the host has no effect without a hostPort`;
      findings.warning('unused-host-ip', below(at, 'hostIP'), message, 'give the hostPort too, or leave hostIP out');
    }
  });
  const names = ports.map(({ name }) => name);
  checkDistinct(names, (index) => below(below(path, index), 'name'), 'the port', findings);
}

/** Reports ports of the host that two containers side by side would both take. */
export function checkHostPorts(containers: ReadonlyArray<PlacedContainer>, findings: Findings): void {
  const ports = portsOf(containers);
  if (ports.length === 0) return;
  const seen = new Set<string>();
  for (const { port, path } of ports) {
    if (!port.hostPort) continue;
    const key = `${protocolOf(port)}/${port.hostIP ?? ''}/${port.hostPort}`;
    if (seen.has(key)) {
      const message = `the port ${port.hostPort} of the host is taken twice`;
      findings.error('duplicate-name', below(path, 'hostPort'), message, 'give each its own');
    }
    seen.add(key);
  }
}

/**
 * Reports ports that a pod names twice, in one container or in several. An API server takes them. It warns of each pair
 * that the ports of the host do not tell apart.
 */
export function checkRepeatedPorts(containers: ReadonlyArray<PlacedContainer>, findings: Findings): void {
  const ports = portsOf(containers);
  if (ports.length < 2) return;
  const before = new Map<string, Array<{ readonly port: V1ContainerPort; readonly name: string }>>();
  for (const { port, path, name } of ports) {
    const key = `${port.containerPort}/${protocolOf(port)}`;
    const others = before.get(key) ?? [];
    const other = others.find((each) => isAmbiguous(each.port, port));
    if (other !== undefined) {
      const where = other.name === name ? 'is there twice' : `is that of the container ${other.name} too`;
      const hint = 'give each a port of its own: the containers of a pod share their network';
      findings.warning('duplicate-port', below(path, 'containerPort'), `the port ${key} ${where}`, hint);
    }
    before.set(key, [...others, { port, name }]);
  }
}

interface PlacedPort {
  readonly port: V1ContainerPort;
  readonly path: Place;
  readonly name: string;
}

function portsOf(containers: ReadonlyArray<PlacedContainer>): ReadonlyArray<PlacedPort> {
  if (containers.every(({ container }) => container.ports === undefined)) return noPorts;
  return containers.flatMap(({ container, path }) =>
    (container.ports ?? []).map((port, index) => ({
      port,
      path: below(below(path, 'ports'), index),
      name: container.name,
    })),
  );
}

const noPorts: ReadonlyArray<PlacedPort> = [];

/** True where an API server takes two ports as equal. Two ports or two addresses of the host make them different. */
function isAmbiguous(one: V1ContainerPort, other: V1ContainerPort): boolean {
  const [hostPort, otherHostPort] = [one.hostPort ?? 0, other.hostPort ?? 0];
  const [hostIP, otherHostIP] = [one.hostIP ?? '', other.hostIP ?? ''];
  if (hostPort === 0 || otherHostPort === 0) return true;
  return hostPort === otherHostPort && (hostIP === otherHostIP || hostIP === '' || otherHostIP === '');
}

function protocolOf({ protocol = 'TCP' }: V1ContainerPort): string {
  return protocol;
}

function checkPortNumber(port: number, path: Place, findings: Findings): void {
  if (!isPortNumber(port))
    findings.error('out-of-range', path, `${port} is no port`, 'give a whole number from 1 to 65535');
}
