import { isHeaderName, isPortName, isPortNumber } from '@stash-functions/core/decode';
import type {
  V1ExecAction,
  V1GRPCAction,
  V1HTTPGetAction,
  V1SleepAction,
  V1TCPSocketAction,
} from '../kubernetes/handler.ts';
import type { V1Lifecycle } from '../kubernetes/lifecycle.ts';
import type { V1Probe } from '../kubernetes/probe.ts';
import { below, type Place } from '../problem/place.ts';
import type { Findings } from '../problem/problem.ts';
import { checkOneOf, checkRange, checkUnion, maximumInt32, missing, quote } from './basics.ts';

/** Checks a probe: one handler, and times that are not below zero. */
export function checkProbe(probe: V1Probe, kind: 'liveness' | 'readiness', path: Place, findings: Findings): void {
  checkUnion(probe, ['exec', 'httpGet', 'tcpSocket', 'grpc'], path, `the ${kind} probe`, findings);
  checkHandler(probe, path, findings);
  for (const field of ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'failureThreshold'] as const) {
    checkRange(probe[field], 0, maximumInt32, below(path, field), findings);
  }
  const maximum = kind === 'liveness' ? 1 : maximumInt32;
  checkRange(probe.successThreshold, 0, maximum, below(path, 'successThreshold'), findings);
  const grace = probe.terminationGracePeriodSeconds;
  if (grace !== undefined && kind === 'readiness') {
    const at = below(path, 'terminationGracePeriodSeconds');
    findings.error('conflicting-fields', at, 'a readiness probe has no terminationGracePeriodSeconds', 'leave it out');
  } else checkRange(grace, 1, Number.MAX_SAFE_INTEGER, below(path, 'terminationGracePeriodSeconds'), findings);
}

/** Checks the actions at the start and the end of a container: one handler each. */
export function checkLifecycle(lifecycle: V1Lifecycle, path: Place, findings: Findings): void {
  for (const event of ['postStart', 'preStop'] as const) {
    const handler = lifecycle[event];
    if (handler === undefined) continue;
    checkUnion(
      handler,
      ['exec', 'httpGet', 'tcpSocket', 'sleep'],
      below(path, event),
      `the ${event} handler`,
      findings,
    );
    checkHandler(handler, below(path, event), findings);
  }
}

interface Handler {
  readonly exec?: V1ExecAction;
  readonly httpGet?: V1HTTPGetAction;
  readonly tcpSocket?: V1TCPSocketAction;
  readonly grpc?: V1GRPCAction;
  readonly sleep?: V1SleepAction;
}

function checkHandler({ exec, httpGet, tcpSocket, grpc, sleep }: Handler, path: Place, findings: Findings): void {
  if (exec !== undefined && (exec.command ?? []).length === 0) {
    missing(
      below(below(path, 'exec'), 'command'),
      'the command',
      findings,
      'give the program and its arguments as a list',
    );
  }
  if (httpGet !== undefined) {
    checkPort(httpGet.port, below(below(path, 'httpGet'), 'port'), findings);
    checkOneOf(httpGet.scheme, ['HTTP', 'HTTPS'], below(below(path, 'httpGet'), 'scheme'), findings);
    (httpGet.httpHeaders ?? []).forEach(({ name }, index) => {
      if (isHeaderName(name)) return;
      const at = below(below(below(below(path, 'httpGet'), 'httpHeaders'), index), 'name');
      findings.error(
        'invalid-name',
        at,
        `${quote(name)} is no name of an HTTP header`,
        'use letters, digits and dashes',
      );
    });
  }
  if (tcpSocket !== undefined) checkPort(tcpSocket.port, below(below(path, 'tcpSocket'), 'port'), findings);
  if (grpc !== undefined) checkPort(grpc.port, below(below(path, 'grpc'), 'port'), findings);
  if (sleep !== undefined) checkRange(sleep.seconds, 0, maximumInt32, below(below(path, 'sleep'), 'seconds'), findings);
}

function checkPort(port: number | string, path: Place, findings: Findings): void {
  if (typeof port === 'number') {
    if (!isPortNumber(port))
      findings.error('out-of-range', path, `${port} is no port`, 'give a number from 1 to 65535');
  } else if (!isPortName(port)) {
    const hint = 'give a number, or at most 15 lowercase letters, digits and single dashes with a letter among them';
    findings.error('invalid-name', path, `${quote(port)} is no name of a port`, hint);
  }
}
