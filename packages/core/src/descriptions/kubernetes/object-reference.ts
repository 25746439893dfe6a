import type { TypeDescriptions } from '../type-description.ts';
import { onPage } from './on-page.ts';

const apiGroup = 'API group of the object, without the version; absent for the core group.';

/** References to other objects. */
export const objectReference: TypeDescriptions = {
  ...onPage('definitions/local-object-reference-v1', {
    LocalObjectReference: {
      text: 'An object of a known kind in the same namespace.',
      fields: { name: 'The object, by its name.' },
    },
  }),
  ...onPage('definitions/typed-local-object-reference-v1', {
    TypedLocalObjectReference: {
      text: 'An object of any kind in the same namespace.',
      fields: {
        apiGroup,
        kind: 'Sort of object: `Secret`, `PersistentVolumeClaim`.',
        name: 'The object, by its name.',
      },
    },
  }),
  ...onPage('core/persistent-volume-claim-v1', {
    TypedObjectReference: {
      text: 'An object of any kind, also in another namespace.',
      fields: {
        apiGroup,
        kind: 'Sort of object: `Secret`, `PersistentVolumeClaim`.',
        name: 'The object, by its name.',
        namespace: 'Namespace of the object, which must permit it by a ReferenceGrant; absent: the same one.',
      },
    },
  }),
  ...onPage('definitions/object-reference-v1', {
    ObjectReference: {
      text: 'An object, or a part of one, anywhere in the cluster.',
      fields: {
        apiVersion: 'Group and version of the object: `v1`, `apps/v1`.',
        fieldPath: 'Part of the object, as a path: `spec.containers{web}`.',
        kind: 'Sort of object: `Secret`, `PersistentVolumeClaim`.',
        name: 'The object, by its name.',
        namespace: 'Namespace in which it lives; absent for kinds of the whole cluster.',
        resourceVersion: 'Version of the object that is meant, where one is.',
        uid: 'Identity that it must have, where one is meant.',
      },
    },
  }),
};
