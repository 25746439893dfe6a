import type { TypeDescriptions } from '../type-description.ts';
import { onPage } from './on-page.ts';

/** Where and when a pod is placed. */
export const scheduling: TypeDescriptions = {
  ...onPage('definitions/toleration-v1', {
    Toleration: {
      text: 'Taints of nodes that a pod bears.',
      fields: {
        effect: 'Effect of the taints: NoSchedule, PreferNoSchedule or NoExecute; absent: every effect.',
        key: 'Key of the taints; absent, with the operator Exists: every key.',
        operator: 'Comparison: Equal (default), Exists for any value, Lt or Gt for integers.',
        tolerationSeconds: 'Seconds that the pod stays after a NoExecute taint came; absent: for ever.',
        value: 'Value of the taints; absent with the operator Exists.',
      },
    },
  }),
  ...onPage('core/pod-v1', {
    TopologySpreadConstraint: {
      text: 'A rule that spreads pods evenly over zones, nodes or other areas.',
      fields: {
        labelSelector: 'Labels of the pods that are counted.',
        matchLabelKeys: 'Label keys whose values in the new pod narrow the count; not without labelSelector.',
        maxSkew: 'Largest difference in the number of pods between two areas: at least 1.',
        minDomains: 'Areas there must be before an empty one counts as 1; above 0, only with DoNotSchedule.',
        nodeAffinityPolicy:
          'Honor (default) to count only nodes that the nodeAffinity and nodeSelector allow, or Ignore.',
        nodeTaintsPolicy: 'Honor to count only nodes whose taints the pod bears, or Ignore (default).',
        topologyKey: 'Node label that defines the area: nodes with one value of it are one area.',
        whenUnsatisfiable: 'DoNotSchedule to let the pod wait, or ScheduleAnyway on the least uneven node.',
      },
    },
    PodReadinessGate: {
      text: 'A condition that others must set to True before the pod is ready.',
      fields: { conditionType: 'Type of the condition in the status of the pod.' },
    },
  }),
};
