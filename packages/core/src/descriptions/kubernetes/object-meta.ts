import type { TypeDescriptions } from '../type-description.ts';
import { onPage } from './on-page.ts';

const meta = {
  annotations: 'Notes for programs, any text; all together at most 256 KiB.',
  creationTimestamp: 'Time at which the server made the object, RFC 3339; set by the server.',
  deletionGracePeriodSeconds: 'Seconds left for a clean end once the object is being deleted; set by the server.',
  deletionTimestamp: 'Time at which the object will be gone, RFC 3339; set by the server after a delete.',
  finalizers: 'Names of controllers that must finish their work before the object goes.',
  generateName: 'Beginning of a name that the server completes with random letters; only where `name` is absent.',
  generation: 'Counter that grows with each change of the spec; set by the server.',
  labels: 'Keys and values, at most 63 characters each, by which objects are found and grouped.',
  managedFields: 'Record of which program last wrote which field; kept by the server.',
  name: 'Name, unique among the objects of its kind in the namespace; it never changes.',
  namespace: 'Namespace of the object; absent for kinds of the whole cluster.',
  ownerReferences: 'Objects after whose deletion this one is deleted too; in the same namespace, or cluster-wide.',
  resourceVersion: 'Opaque version of the stored object, for compare-and-set updates and watches.',
  selfLink: 'Dead field; no server fills it any more.',
  uid: 'Identity of the object for all time, a UUID; set by the server.',
};

/** Metadata of objects. */
export const objectMeta: TypeDescriptions = {
  ...onPage('definitions/object-meta-v1-meta', {
    ObjectMeta: { text: 'Name, namespace, labels and bookkeeping of an object.', fields: meta },
    PartialObjectMeta: {
      text: 'The metadata of an object that is going to be made from a template of a Stash resource.',
      fields: {
        annotations: meta.annotations,
        generateName: meta.generateName,
        labels: meta.labels,
        name: meta.name,
        namespace: meta.namespace,
        ownerReferences: meta.ownerReferences,
      },
    },
    EmbeddedObjectMeta: {
      text: 'The metadata of an object inside another one, as far as the schema of a custom resource has it.',
      fields: {
        annotations: meta.annotations,
        finalizers: meta.finalizers,
        labels: meta.labels,
        name: meta.name,
        namespace: meta.namespace,
      },
    },
  }),
  ...onPage('definitions/owner-reference-v1-meta', {
    OwnerReference: {
      text: 'An owner of an object: once all owners are gone, so is the object.',
      fields: {
        apiVersion: 'Group and version of the owner: `batch/v1`.',
        blockOwnerDeletion:
          'True to hold back a foreground deletion of the owner until this object is gone. Default false.',
        controller: 'True for the one owner that manages the object. Default false.',
        kind: 'Sort of object that the owner is: `Job`.',
        name: 'The owner, by its name.',
        uid: 'UID of the owner; where it is another, the garbage collector deletes the object.',
      },
    },
  }),
  ...onPage('definitions/managed-fields-entry-v1-meta', {
    ManagedFieldsEntry: {
      text: 'The fields that one program wrote.',
      fields: {
        apiVersion: 'Version of the API in which the fields were written.',
        fieldsType: 'Format of fieldsV1; always `FieldsV1`.',
        fieldsV1: 'The fields, as a tree of keys.',
        manager: 'Name of the program.',
        operation: 'The way it wrote: Apply for server-side apply, else Update.',
        subresource: 'Subresource that it wrote through, such as `status`; empty for the object itself.',
        time: 'Time of the last write, RFC 3339.',
      },
    },
  }),
};
