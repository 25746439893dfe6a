import type { TypeDescriptions } from '../type-description.ts';
import { onPage } from './on-page.ts';

const required = 'Rules that must all hold when the pod is placed; a running pod stays where they stop holding.';
const weight = 'Points that a match adds to the score of a node: 1 to 100.';

/** Rules about the nodes that a pod may run on. */
export const affinity: TypeDescriptions = {
  ...onPage('core/pod-v1', {
    Affinity: {
      text: 'Rules and wishes about the node that runs a pod.',
      fields: {
        nodeAffinity: 'Rules about labels and names of the node.',
        podAffinity: 'Rules that draw the pod to where certain other pods run.',
        podAntiAffinity: 'Rules that keep the pod away from certain other pods.',
      },
    },
    NodeAffinity: {
      text: 'Rules about the labels and the name of the node that runs a pod.',
      fields: {
        preferredDuringSchedulingIgnoredDuringExecution:
          'Wishes with weights: among the possible nodes, the one with the highest sum of weights wins.',
        requiredDuringSchedulingIgnoredDuringExecution:
          'Terms of which a node must fulfil at least one; looked at only when the pod is placed.',
      },
    },
    PreferredSchedulingTerm: {
      text: 'A wish for certain nodes, with its weight; an empty preference matches every node.',
      fields: { preference: 'The labels and names that are wished for.', weight },
    },
    PodAffinity: {
      text: 'Rules that place a pod near other pods, in the same zone or on the same node.',
      fields: {
        preferredDuringSchedulingIgnoredDuringExecution: 'Wishes for a place near certain pods, each with a weight.',
        requiredDuringSchedulingIgnoredDuringExecution: required,
      },
    },
    PodAntiAffinity: {
      text: 'Rules that place a pod away from other pods, in another zone or on another node.',
      fields: {
        preferredDuringSchedulingIgnoredDuringExecution:
          'Wishes for a place far from certain pods, each with a weight.',
        requiredDuringSchedulingIgnoredDuringExecution: required,
      },
    },
    PodAffinityTerm: {
      text: 'A set of pods and the area, such as a node or a zone, that counts as near them.',
      fields: {
        labelSelector: 'Labels of the pods meant; absent, no pod is meant.',
        matchLabelKeys:
          'Label keys whose values in the new pod are added to the selector with In; not without labelSelector.',
        mismatchLabelKeys:
          'Label keys whose values in the new pod are added to the selector with NotIn; not without labelSelector.',
        namespaceSelector: 'Labels of namespaces to look in, beside those of `namespaces`; `{}` means all of them.',
        namespaces: 'Names of namespaces to look in; with no namespaceSelector either, the one of the new pod.',
        topologyKey: 'Node label that defines the area: nodes with one value of it are one place. Not empty.',
      },
    },
    WeightedPodAffinityTerm: {
      text: 'A wish about the distance to other pods, with its weight.',
      fields: { podAffinityTerm: 'The pods and the area that the wish is about.', weight },
    },
  }),
  ...onPage('definitions/node-selector-v1', {
    NodeSelector: {
      text: 'A choice of nodes: those that fulfil any one of the terms.',
      fields: { nodeSelectorTerms: 'The alternatives, at least one.' },
    },
  }),
  ...onPage('definitions/node-selector-term-v1', {
    NodeSelectorTerm: {
      text: 'Conditions that one node must fulfil together; a term without any matches no node.',
      fields: {
        matchExpressions: 'Conditions on the labels of the node.',
        matchFields: 'Conditions on fields of the node; only `metadata.name` can be used.',
      },
    },
    NodeSelectorRequirement: {
      text: 'One condition on a label or a field of a node.',
      fields: {
        key: 'Name of the label or field.',
        operator: 'Comparison: In or NotIn (a list), Exists or DoesNotExist, Gt or Lt (a number).',
        values: 'Operands: one or more for In and NotIn, none for Exists and DoesNotExist, one integer for Gt and Lt.',
      },
    },
  }),
};
