import type { TypeDescriptions } from '../type-description.ts';
import { onPage } from './on-page.ts';

/** Pods. */
export const pod: TypeDescriptions = {
  ...onPage('core/pod-template-v1', {
    PodTemplateSpec: {
      text: 'A pod to be made.',
      fields: {
        metadata: 'Labels and annotations that each pod gets.',
        spec: 'The containers and volumes of each pod.',
      },
    },
  }),
  ...onPage('core/pod-v1', {
    PodSpec: {
      text: 'The containers of a pod, its volumes, and where and as whom it runs.',
      fields: {
        activeDeadlineSeconds:
          'Seconds that the pod may run on its node before it fails: at least 1. Default: no limit.',
        affinity: 'Rules and wishes about the node and about other pods near it.',
        automountServiceAccountToken:
          'False to mount no token of the ServiceAccount. Default: as the ServiceAccount says, else true.',
        containers: 'The containers, which run side by side; at least one.',
        dnsConfig: 'Name servers, search domains and options, added to those of dnsPolicy.',
        dnsPolicy:
          'Source of DNS settings: ClusterFirst (default), ClusterFirstWithHostNet, Default (the node) or None.',
        enableServiceLinks: 'False to leave out the variables that name the Services of the namespace. Default true.',
        ephemeralContainers: 'Containers for debugging; only a running pod can get them.',
        hostAliases: 'Lines for /etc/hosts.',
        hostIPC: 'True to share the IPC namespace of the node. Default false.',
        hostNetwork: 'True to share the network of the node, its ports included. Default false.',
        hostPID: 'True to see the processes of the node. Default false.',
        hostUsers: 'False for a user namespace of its own, in which root is not root of the node. Default true.',
        hostname: 'Host name: at most 63 lower-case letters, digits and `-`. Default: the name of the pod.',
        hostnameOverride: 'Host name inside the pod alone, without DNS: at most 64 characters; not with hostNetwork.',
        imagePullSecrets: 'Secrets, in the namespace of the pod, that images are pulled with.',
        initContainers: 'Containers that run one after the other, each to its end, before the others start.',
        nodeName: 'Node that runs the pod; no scheduler is asked.',
        nodeSelector: 'Labels that the node must have.',
        os: 'Operating system of the containers; some fields depend on it.',
        overhead: 'Resources of the pod sandbox, set from the RuntimeClass; quantities.',
        preemptionPolicy: 'PreemptLowerPriority (default) to push out pods of lower priority, or Never.',
        priority: 'Priority as a number; set from priorityClassName.',
        priorityClassName: 'PriorityClass of the pod. Default: that of the cluster, else priority 0.',
        readinessGates: 'Conditions that must be True, beside the readiness of all containers.',
        resourceClaims: 'Devices that containers can use, each with a name.',
        resources: 'CPU, memory and hugepages for all containers together.',
        restartPolicy: 'Restart of containers: Always (default), OnFailure or Never.',
        runtimeClassName: 'RuntimeClass that runs the pod. Default: the runtime of the node.',
        schedulerName: 'Scheduler that places the pod. Default default-scheduler.',
        schedulingGates: 'Reasons to wait: the scheduler leaves the pod alone while there are any.',
        securityContext: 'User, groups and other privileges of all containers.',
        serviceAccount: 'Old name of serviceAccountName.',
        serviceAccountName: 'ServiceAccount that the pod runs as. Default `default`.',
        setHostnameAsFQDN: 'True to make the fully qualified domain name the host name. Default false.',
        shareProcessNamespace: 'True to let the containers see the processes of each other. Default false.',
        subdomain: 'Middle part of the domain name: hostname.subdomain.namespace.svc.cluster-domain.',
        terminationGracePeriodSeconds: 'Seconds between the signal to end and the kill. Default 30; 0 kills at once.',
        tolerations: 'Taints of nodes that the pod bears.',
        topologySpreadConstraints: 'Rules that spread pods over zones and nodes; all must hold.',
        volumes: 'Volumes that containers can mount, each with a name.',
      },
    },
    PodDNSConfig: {
      text: 'DNS settings of a pod beside those of its dnsPolicy.',
      fields: {
        nameservers: 'IP addresses of name servers, at most 3; needed with dnsPolicy None.',
        options: 'Options of resolv.conf.',
        searches: 'Search domains, at most 32 and 2048 characters together.',
      },
    },
    PodDNSConfigOption: {
      text: 'An option of resolv.conf.',
      fields: { name: 'Name of the option: `ndots`.', value: 'Value of the option, where it has one.' },
    },
    PodOS: {
      text: 'The operating system of a pod.',
      fields: { name: '`linux` or `windows`.' },
    },
    PodResourceClaim: {
      text: 'A device of a pod, from a ResourceClaim or a template: exactly one of the two.',
      fields: {
        name: 'Name that the containers use, unique in the pod.',
        resourceClaimName: 'ResourceClaim in the namespace of the pod.',
        resourceClaimTemplateName: 'ResourceClaimTemplate from which a claim is made for the pod.',
      },
    },
    PodSchedulingGate: {
      text: 'A reason for which a pod waits to be placed.',
      fields: { name: 'Name of the gate, unique in the pod.' },
    },
    HostAlias: {
      text: 'A line of /etc/hosts.',
      fields: { hostnames: 'Host names that stand for the address.', ip: 'The IP address.' },
    },
  }),
};
