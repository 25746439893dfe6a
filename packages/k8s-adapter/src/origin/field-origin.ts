import type { ResourceReference, SourceSpan } from '@stash-functions/core/decode';
import type { OriginRule } from './origin-rules.ts';
import type { Path } from './origins.ts';

/** Where the value of a field of a planned object comes from. Plain data, and no value is in it. */
export type FieldOrigin = OriginInField | OriginInDefault | OriginInOption | OriginInRule;

/** The value stands in a field of a resource, or is made of what stands there. */
export interface OriginInField extends OriginPlace {
  /** Tells it from the other origins. */
  readonly kind: 'field';
  /** How the value is made of the field; absent where it is the field's, or what its template comes to. */
  readonly rule?: OriginRule;
  /** Further fields that the rule makes the value of. */
  readonly also?: ReadonlyArray<OriginPlace>;
}

/** The value is the default of a variable that is absent. */
export interface OriginInDefault extends OriginPlace {
  /** Tells it from the other origins. */
  readonly kind: 'default';
  /** The variable. */
  readonly variable: string;
}

/** The value is an option that the caller of `planBackup` or `planRestore` gave. */
export interface OriginInOption {
  /** Tells it from the other origins. */
  readonly kind: 'option';
  /** `imagePullPolicy`, `operatorImage.tag` */
  readonly option: string;
}

/** The value is there by a rule of this package, whatever the resources say. */
export interface OriginInRule {
  /** Tells it from the other origins. */
  readonly kind: 'rule';
  /** See {@link originRules}. */
  readonly rule: OriginRule;
  /** The variables that the rule makes the value of. */
  readonly variables?: ReadonlyArray<VariableOrigin>;
}

/** A field of a resource. */
export interface OriginPlace {
  /** The resource. */
  readonly resource: ResourceReference;
  /** The field, from the root of the resource. */
  readonly path: Path;
  /** Its place in the file that the resource was loaded from, where it was. */
  readonly source?: SourceSpan;
  /** The variables of the template that stands there, where there is more to it than the one that is the origin. */
  readonly variables?: ReadonlyArray<VariableOrigin>;
}

/** A variable that a template used. */
export interface VariableOrigin {
  /** Without `${` and `}`. */
  readonly name: string;
  /** Where its value comes from, or the default that stands in for it. */
  readonly origin: FieldOrigin;
  /** Whether its value must not be shown. */
  readonly secret: boolean;
}
