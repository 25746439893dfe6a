import { orThrow } from '@stash-functions/core/decode';
import { expect, test } from 'vitest';
import { planFiles, planVector, readPlanVectors } from '../../test/vectors.ts';

/** The fields in the order of the Go types, which kubectl and the documentation follow too. */
const order = {
  container:
    'name image command args workingDir ports envFrom env resources volumeMounts volumeDevices livenessProbe readinessProbe lifecycle imagePullPolicy securityContext',
  pod: 'volumes initContainers containers restartPolicy nodeSelector serviceAccountName automountServiceAccountToken nodeName securityContext imagePullSecrets affinity schedulerName tolerations priorityClassName priority readinessGates runtimeClassName enableServiceLinks topologySpreadConstraints',
  job: 'activeDeadlineSeconds podFailurePolicy backoffLimit template ttlSecondsAfterFinished suspend',
  metadata: 'name namespace labels annotations ownerReferences',
  object: 'apiVersion kind metadata rules subjects roleRef spec',
};

test.each(planFiles)('the objects of %s print their fields in the order of the API', (file) => {
  for (const vector of readPlanVectors(file)) {
    const plan = orThrow(planVector(vector, { activeDeadlineSeconds: 60, ttlSecondsAfterFinished: 60 }));
    for (const object of plan.objects) {
      expectOrder(object, order.object);
      expectOrder(object.metadata, order.metadata);
    }
    for (const { spec } of plan.jobs) {
      expectOrder(spec, order.job);
      expectOrder(spec.template.spec, order.pod);
      for (const container of [...(spec.template.spec.initContainers ?? []), ...spec.template.spec.containers]) {
        expectOrder(container, order.container);
      }
    }
  }
});

function expectOrder(object: object, fields: string): void {
  const keys = Object.keys(object);
  expect(keys).toEqual(fields.split(' ').filter((field) => keys.includes(field)));
}
