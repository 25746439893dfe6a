import type { ResourceReference, SourceSpan } from '@stash-functions/core/decode';
import type { Path } from '../origin/origins.ts';

/** How two plans differ: plain data, without the value of any secret. */
export interface PlanDiff {
  /** What changes in the objects, grouped by what changed it; in the order of the objects. Empty where nothing does. */
  readonly changes: ReadonlyArray<PlanChange>;
}

/** What changes for one reason. */
export interface PlanChange {
  /** What changed it: one thing most often, several where a value is made of them; none where nothing tells. */
  readonly causes: ReadonlyArray<ChangeCause>;
  /** What changes in the objects. */
  readonly effects: ReadonlyArray<ChangeEffect>;
}

/** Something that differs in what the two plans were made of. */
export type ChangeCause = FieldCause | OptionCause;

/** A field of a resource that has another value, or that only one of the two has. */
export interface FieldCause {
  /** Tells it from an {@link OptionCause}. */
  readonly kind: 'field';
  /** The resource. */
  readonly resource: ResourceReference;
  /** The field; empty for a resource that only one of the plans knows. */
  readonly path: Path;
  /** What it was; absent where it was not there. */
  readonly before?: unknown;
  /** What it is; absent where it is no longer there. */
  readonly after?: unknown;
  /** Where it stands in the file that the resource was loaded from: that of the second plan, where it is there. */
  readonly source?: SourceSpan;
}

/** An option that the caller gave another value. */
export interface OptionCause {
  /** Tells it from a {@link FieldCause}. */
  readonly kind: 'option';
  /** `permissions` */
  readonly option: string;
  /** What it was; absent where it was not given. */
  readonly before?: unknown;
  /** What it is; absent where it is not given. */
  readonly after?: unknown;
}

/** What happens to an object, or to a field of it. */
export interface ChangeEffect {
  /** An object or field that only the second plan has, only the first has, or that has another value. */
  readonly kind: 'added' | 'removed' | 'changed';
  /** The object, by its name in the second plan where it is there. */
  readonly object: ResourceReference;
  /** The field; empty for a whole object. */
  readonly path: Path;
  /** What was there; absent where it is added. */
  readonly before?: unknown;
  /** What is there; absent where it is removed. */
  readonly after?: unknown;
}
