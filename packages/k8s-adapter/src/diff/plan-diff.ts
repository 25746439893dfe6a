import type { ResourceReference, SourceSpan } from '@stash-functions/core/decode';
import type { Path } from '../origin/origins.ts';

/** The differences between two plans: plain data, without the value of any secret. */
export interface PlanDiff {
  /** The changes in the objects, grouped by their causes, in the order of the objects. It is empty for equal plans. */
  readonly changes: ReadonlyArray<PlanChange>;
}

/** The changes that have the same causes. */
export interface PlanChange {
  /**
   * The causes. Mostly there is one; there are several where a value is made from several fields. There are none where
   * no cause is known.
   */
  readonly causes: ReadonlyArray<ChangeCause>;
  /** The changes in the objects. */
  readonly effects: ReadonlyArray<ChangeEffect>;
}

/** A difference in the input of the two plans. */
export type ChangeCause = FieldCause | OptionCause;

/** A field of a resource with another value, or one that only one of the plans has. */
export interface FieldCause {
  /** The mark that tells it from an {@link OptionCause}. */
  readonly kind: 'field';
  /** The resource. */
  readonly resource: ResourceReference;
  /** The field; empty for a resource that only one of the plans knows. */
  readonly path: Path;
  /** The old value; absent for a new field. */
  readonly before?: unknown;
  /** The new value; absent for a removed field. */
  readonly after?: unknown;
  /** The place in the file of the resource: in that of the second plan where it is there, else in that of the first. */
  readonly source?: SourceSpan;
}

/** An option with another value. */
export interface OptionCause {
  /** The mark that tells it from a {@link FieldCause}. */
  readonly kind: 'option';
  /** The name of the option, as `permissions`. */
  readonly option: string;
  /** The old value; absent where it was not given. */
  readonly before?: unknown;
  /** The new value; absent where it is not given. */
  readonly after?: unknown;
}

/** The change of an object, or of one of its fields. */
export interface ChangeEffect {
  /** The sort of change: only the second plan has it, only the first has it, or its value has changed. */
  readonly kind: 'added' | 'removed' | 'changed';
  /** The object, by its name in the second plan where it is there. */
  readonly object: ResourceReference;
  /** The field; empty for a whole object. */
  readonly path: Path;
  /** The old value; absent where it was added. */
  readonly before?: unknown;
  /** The new value; absent where it was removed. */
  readonly after?: unknown;
}
