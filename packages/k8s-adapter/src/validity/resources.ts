import { byteFault, isQualifiedName, parseQuantity } from '@stash-functions/core/decode';
import type { V1ResourceRequirements } from '../kubernetes/resources.ts';
import { below, type Place } from '../problem/place.ts';
import type { Findings } from '../problem/problem.ts';
import { quote } from './basics.ts';

/** Checks the names and amounts of resources. No request may be above its limit. */
export function checkResources(resources: V1ResourceRequirements, path: Place, findings: Findings): void {
  const { limits = {}, requests = {}, claims = [] } = resources;
  checkAmounts(limits, below(path, 'limits'), findings);
  checkAmounts(requests, below(path, 'requests'), findings);
  for (const [name, request] of Object.entries(requests))
    checkAgainstLimit(name, request, limits[name], path, findings);
  if ([limits, requests].some(asksForHugepages) && ![limits, requests].some((each) => each.cpu ?? each.memory)) {
    findings.error(
      'missing-field',
      path,
      'hugepages are asked for without cpu or memory',
      'ask for cpu or memory beside them',
    );
  }
  claims.forEach(({ name }, index) => {
    findings.error(
      'unsupported-value',
      below(below(below(path, 'claims'), index), 'name'),
      `the resource claim ${quote(name)} is not one of the pod's, which has none`,
      'leave the claims out: a Task has no resource claims',
    );
  });
}

/** Checks a quantity of bytes: it is not below zero, and a fraction gives a warning. */
export function checkBytes(text: string | undefined, path: Place, findings: Findings): void {
  const fault = text === undefined ? undefined : byteFault(text);
  if (fault === undefined) return;
  findings[fault.severity === 'error' ? 'error' : 'warning'](fault.code, path, fault.message, fault.hint);
}

/** Checks a quantity: it is not below zero. */
function checkQuantity(text: string | undefined, path: Place, findings: Findings): void {
  if (text === undefined) return;
  const amount = parseQuantity(text);
  if (amount === undefined) {
    findings.error('invalid-quantity', path, `${quote(text)} is no quantity`, 'write it as 500m, 2, 1.5, 64Mi or 1Gi');
  } else if (amount < 0n) {
    findings.error('invalid-quantity', path, `${quote(text)} is below zero`, 'give 0 or more');
  }
}

function checkAmounts(amounts: Readonly<Record<string, string>>, path: Place, findings: Findings): void {
  for (const [name, amount] of Object.entries(amounts)) {
    checkResourceName(name, below(path, name), findings);
    if (countedInBytes.has(name)) checkBytes(amount, below(path, name), findings);
    else checkQuantity(amount, below(path, name), findings);
    const parsed = isCountedWhole(name) ? parseQuantity(amount) : undefined;
    if (parsed !== undefined && parsed % 1_000_000_000n !== 0n) {
      findings.error(
        'invalid-quantity',
        below(path, name),
        `${quote(amount)} of ${name} is not whole`,
        'give a whole number',
      );
    }
  }
}

function checkResourceName(name: string, path: Place, findings: Findings): void {
  const isKnown = name.includes('/')
    ? isQualifiedName(name)
    : standardResources.has(name) || name.startsWith('hugepages-');
  if (isKnown) return;
  findings.error(
    'unsupported-value',
    path,
    `${quote(name)} is no resource of a container`,
    'use cpu, memory, ephemeral-storage, hugepages-<size>, or a name with a domain: example.com/gpu',
  );
}

function checkAgainstLimit(
  name: string,
  request: string,
  limit: string | undefined,
  path: Place,
  findings: Findings,
): void {
  const requested = parseQuantity(request);
  const limited = limit === undefined ? undefined : parseQuantity(limit);
  const isExact = isExtended(name) || name.startsWith('hugepages-');
  if (isExact && limit === undefined) {
    const hint = `give limits.${name} too: it has to equal the request`;
    findings.error('missing-field', below(below(path, 'requests'), name), `the request ${name} has no limit`, hint);
  }
  if (requested === undefined || limited === undefined) return;
  if (requested > limited) {
    findings.error(
      'request-above-limit',
      below(below(path, 'requests'), name),
      `the request of ${request} ${name} is above the limit of ${limit}`,
      'raise the limit or lower the request; of a Function and an invoker, each of the two comes from the one that sets it last',
    );
  } else if (isExact && requested !== limited) {
    const hint = 'give the same for both';
    findings.error(
      'request-above-limit',
      below(below(path, 'requests'), name),
      `the request of ${request} ${name} differs from the limit of ${limit}`,
      hint,
    );
  }
}

const countedInBytes: ReadonlySet<string> = new Set(['memory', 'ephemeral-storage']);

const standardResources: ReadonlySet<string> = new Set(['cpu', 'memory', 'ephemeral-storage']);

function isExtended(name: string): boolean {
  return name.includes('/') && !name.includes('kubernetes.io/') && !name.startsWith('requests.');
}

function isCountedWhole(name: string): boolean {
  return isExtended(name) || name.startsWith('hugepages-');
}

function asksForHugepages(amounts: Readonly<Record<string, string>>): boolean {
  return Object.keys(amounts).some((name) => name.startsWith('hugepages-'));
}
