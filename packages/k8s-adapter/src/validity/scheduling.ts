import type { V1Affinity, V1NodeSelectorTerm, V1PodAffinity, V1PodAffinityTerm } from '../kubernetes/affinity.ts';
import type { V1LabelSelector } from '../kubernetes/label-selector.ts';
import type { V1Toleration, V1TopologySpreadConstraint } from '../kubernetes/scheduling.ts';
import { below, type Place } from '../problem/place.ts';
import type { Findings } from '../problem/problem.ts';
import {
  checkDistinct,
  checkLabels,
  checkLabelValue,
  checkOneOf,
  checkQualifiedName,
  checkRange,
  maximumInt32,
  missing,
} from './basics.ts';
import { checkNodeLabel } from './deprecations.ts';

/** Checks the taints that a pod tolerates. */
export function checkTolerations(tolerations: ReadonlyArray<V1Toleration>, path: Place, findings: Findings): void {
  tolerations.forEach(({ key = '', operator, value = '', effect, tolerationSeconds }, index) => {
    const at = below(path, index);
    if (key !== '') checkQualifiedName(key, below(at, 'key'), 'the key of the taint', findings);
    else if (operator !== 'Exists') {
      const message = 'a toleration without a key has to be of the operator Exists';
      findings.error(
        'conflicting-fields',
        below(at, 'operator'),
        message,
        'give the key of the taint, or operator: Exists for all taints',
      );
    }
    checkOneOf(operator, ['Equal', 'Exists', 'Lt', 'Gt'], below(at, 'operator'), findings);
    if (operator === 'Lt' || operator === 'Gt') {
      const message = `the operator ${operator} needs the feature TaintTolerationComparisonOperators in the cluster`;
      findings.warning('unsupported-value', below(at, 'operator'), message, 'use Equal or Exists elsewhere');
    }
    if (operator === 'Exists' && value !== '') {
      findings.error(
        'conflicting-fields',
        below(at, 'value'),
        'a toleration of the operator Exists has a value',
        'leave it out',
      );
    } else checkLabelValue(value, below(at, 'value'), findings);
    if (effect !== '')
      checkOneOf(effect, ['NoSchedule', 'PreferNoSchedule', 'NoExecute'], below(at, 'effect'), findings);
    if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
      const hint = 'set effect: NoExecute, or leave tolerationSeconds out';
      findings.error(
        'conflicting-fields',
        below(at, 'tolerationSeconds'),
        'only NoExecute can be borne for a time',
        hint,
      );
    }
  });
}

/** Checks the rules that spread pods over zones and nodes. */
export function checkSpread(
  constraints: ReadonlyArray<V1TopologySpreadConstraint>,
  path: Place,
  findings: Findings,
): void {
  constraints.forEach((constraint, index) => {
    const at = below(path, index);
    const { maxSkew, minDomains, topologyKey, whenUnsatisfiable, matchLabelKeys = [] } = constraint;
    checkRange(maxSkew, 1, maximumInt32, below(at, 'maxSkew'), findings);
    checkRange(minDomains, 1, maximumInt32, below(at, 'minDomains'), findings);
    checkTopologyKey(topologyKey, below(at, 'topologyKey'), findings);
    checkOneOf(whenUnsatisfiable, ['DoNotSchedule', 'ScheduleAnyway'], below(at, 'whenUnsatisfiable'), findings);
    checkOneOf(constraint.nodeAffinityPolicy, ['Honor', 'Ignore'], below(at, 'nodeAffinityPolicy'), findings);
    checkOneOf(constraint.nodeTaintsPolicy, ['Honor', 'Ignore'], below(at, 'nodeTaintsPolicy'), findings);
    if (minDomains !== undefined && whenUnsatisfiable !== 'DoNotSchedule') {
      const hint = 'set whenUnsatisfiable: DoNotSchedule, or leave minDomains out';
      findings.error('conflicting-fields', below(at, 'minDomains'), 'minDomains counts with DoNotSchedule only', hint);
    }
    checkSelector(constraint.labelSelector, below(at, 'labelSelector'), findings);
    checkNothingMeant(constraint.labelSelector, 'spread constraint', below(at, 'labelSelector'), findings);
    if (matchLabelKeys.length > 0 && constraint.labelSelector === undefined) {
      missing(below(at, 'labelSelector'), 'the labelSelector of matchLabelKeys', findings);
    }
    checkKeys(matchLabelKeys, constraint.labelSelector, below(at, 'matchLabelKeys'), findings);
  });
  checkDistinct(
    constraints.map(({ topologyKey, whenUnsatisfiable }) => `${topologyKey} ${whenUnsatisfiable}`),
    (index) => below(below(path, index), 'topologyKey'),
    'the spread constraint',
    findings,
  );
}

/** Checks the rules about nodes and pods that a pod likes or avoids. */
export function checkAffinity(affinity: V1Affinity, path: Place, findings: Findings): void {
  const { nodeAffinity, podAffinity, podAntiAffinity } = affinity;
  const at = below(path, 'nodeAffinity');
  const required = nodeAffinity?.[requiredRules];
  if (required !== undefined) {
    const terms = required.nodeSelectorTerms;
    if (terms.length === 0) missing(below(below(at, requiredRules), 'nodeSelectorTerms'), 'a term', findings);
    for (const [index, term] of terms.entries())
      checkTerm(term, below(below(below(at, requiredRules), 'nodeSelectorTerms'), index), findings);
  }
  (nodeAffinity?.[preferredRules] ?? []).forEach(({ weight, preference }, index) => {
    checkRange(weight, 1, 100, below(below(below(at, preferredRules), index), 'weight'), findings);
    checkTerm(preference, below(below(below(at, preferredRules), index), 'preference'), findings);
  });
  checkPodAffinity(podAffinity, below(path, 'podAffinity'), findings);
  checkPodAffinity(podAntiAffinity, below(path, 'podAntiAffinity'), findings);
}

/** Checks a selector of labels. */
export function checkSelector(selector: V1LabelSelector | undefined, path: Place, findings: Findings): void {
  if (selector === undefined) return;
  checkLabels(selector.matchLabels, below(path, 'matchLabels'), findings);
  (selector.matchExpressions ?? []).forEach(({ key, operator, values = [] }, index) => {
    const at = below(below(path, 'matchExpressions'), index);
    checkQualifiedName(key, below(at, 'key'), 'the key of the label', findings);
    checkOneOf(operator, ['In', 'NotIn', 'Exists', 'DoesNotExist'], below(at, 'operator'), findings);
    checkValues(operator, values, below(at, 'values'), findings);
    for (const [position, value] of values.entries())
      checkLabelValue(value, below(below(at, 'values'), position), findings);
  });
}

const requiredRules = 'requiredDuringSchedulingIgnoredDuringExecution';

const preferredRules = 'preferredDuringSchedulingIgnoredDuringExecution';

function checkTerm(
  { matchExpressions = [], matchFields = [] }: V1NodeSelectorTerm,
  path: Place,
  findings: Findings,
): void {
  matchExpressions.forEach(({ key, operator, values = [] }, index) => {
    const at = below(below(path, 'matchExpressions'), index);
    checkQualifiedName(key, below(at, 'key'), 'the key of the label', findings);
    checkNodeLabel(key, below(at, 'key'), findings);
    checkOneOf(operator, ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'], below(at, 'operator'), findings);
    checkValues(operator, values, below(at, 'values'), findings);
    for (const [position, value] of values.entries())
      checkLabelValue(value, below(below(at, 'values'), position), findings);
  });
  matchFields.forEach(({ key, operator, values = [] }, index) => {
    const at = below(below(path, 'matchFields'), index);
    checkOneOf(key, ['metadata.name'], below(at, 'key'), findings);
    checkOneOf(operator, ['In', 'NotIn'], below(at, 'operator'), findings);
    if (values.length !== 1) missing(below(at, 'values'), 'the one value', findings, 'give exactly one');
  });
}

function checkValues(operator: string, values: ReadonlyArray<string>, path: Place, findings: Findings): void {
  if ((operator === 'In' || operator === 'NotIn') && values.length === 0)
    missing(path, `a value for ${operator}`, findings);
  if ((operator === 'Exists' || operator === 'DoesNotExist') && values.length > 0) {
    findings.error('conflicting-fields', path, `${operator} has values`, 'leave them out');
  }
  if ((operator === 'Gt' || operator === 'Lt') && values.length !== 1) {
    missing(path, `the one value for ${operator}`, findings, 'give exactly one');
  }
}

function checkPodAffinity(affinity: V1PodAffinity | undefined, path: Place, findings: Findings): void {
  (affinity?.[requiredRules] ?? []).forEach((term, index) => {
    checkPodTerm(term, below(below(path, requiredRules), index), findings);
  });
  (affinity?.[preferredRules] ?? []).forEach(({ weight, podAffinityTerm }, index) => {
    checkRange(weight, 1, 100, below(below(below(path, preferredRules), index), 'weight'), findings);
    checkPodTerm(podAffinityTerm, below(below(below(path, preferredRules), index), 'podAffinityTerm'), findings);
  });
}

function checkPodTerm(term: V1PodAffinityTerm, path: Place, findings: Findings): void {
  checkTopologyKey(term.topologyKey, below(path, 'topologyKey'), findings);
  checkSelector(term.labelSelector, below(path, 'labelSelector'), findings);
  checkNothingMeant(term.labelSelector, 'affinity', below(path, 'labelSelector'), findings);
  checkSelector(term.namespaceSelector, below(path, 'namespaceSelector'), findings);
  for (const field of ['matchLabelKeys', 'mismatchLabelKeys'] as const) {
    checkKeys(term[field] ?? [], term.labelSelector, below(path, field), findings);
  }
}

function checkKeys(
  keys: ReadonlyArray<string>,
  selector: V1LabelSelector | undefined,
  path: Place,
  findings: Findings,
): void {
  keys.forEach((key, index) => {
    checkQualifiedName(key, below(path, index), 'the key of the label', findings);
    if (Object.hasOwn(selector?.matchLabels ?? {}, key)) {
      findings.error(
        'conflicting-fields',
        below(path, index),
        `the label ${key} is in the labelSelector too`,
        'leave it out of one',
      );
    }
  });
}

function checkTopologyKey(key: string, path: Place, findings: Findings): void {
  if (key === '') missing(path, 'the topology key', findings, 'give a label of nodes: kubernetes.io/hostname');
  else checkQualifiedName(key, path, 'the topology key', findings);
  checkNodeLabel(key, path, findings);
}

/** Reports a selector that is absent: it means no pod, while `{}` means every pod. */
function checkNothingMeant(selector: V1LabelSelector | undefined, rule: string, path: Place, findings: Findings): void {
  if (selector !== undefined) return;
  const message = `the ${rule} has no labelSelector, so it is about no pod`;
  findings.warning('selector-matches-nothing', path, message, 'give the labels of the pods that are meant');
}
