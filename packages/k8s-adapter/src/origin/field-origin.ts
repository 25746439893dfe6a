import type { ResourceReference, SourceSpan } from '@stash-functions/core/decode';
import type { OriginRule } from './origin-rules.ts';
import type { Path } from './origins.ts';

/** The origin of a field of a planned object. It is plain data, and holds no value. */
export type FieldOrigin = OriginInField | OriginInDefault | OriginInOption | OriginInRule;

/** The value stands in a field of a resource, or is made from this field. */
export interface OriginInField extends OriginPlace {
  /** The mark that tells it from the other origins. */
  readonly kind: 'field';
  /**
   * The rule that makes the value from the field. It is absent where the value is that of the field or of its template.
   */
  readonly rule?: OriginRule;
  /** Further fields from which the rule makes the value. */
  readonly also?: ReadonlyArray<OriginPlace>;
}

/** The value is the default of a variable that is absent. */
export interface OriginInDefault extends OriginPlace {
  /** The mark that tells it from the other origins. */
  readonly kind: 'default';
  /** The variable. */
  readonly variable: string;
}

/** The value is an option that the caller of `planBackup` or `planRestore` gave. */
export interface OriginInOption {
  /** The mark that tells it from the other origins. */
  readonly kind: 'option';
  /** The name of the option, as `imagePullPolicy` or `operatorImage.tag`. */
  readonly option: string;
}

/** The value comes from a rule of this package, whatever the resources say. */
export interface OriginInRule {
  /** The mark that tells it from the other origins. */
  readonly kind: 'rule';
  /** One of {@link originRules}. */
  readonly rule: OriginRule;
  /** The variables from which the rule makes the value. */
  readonly variables?: ReadonlyArray<VariableOrigin>;
}

/** A field of a resource. */
export interface OriginPlace {
  /** The resource. */
  readonly resource: ResourceReference;
  /** The field, from the root of the resource. */
  readonly path: Path;
  /** The place of the field in a file, where the resource was loaded from one. */
  readonly source?: SourceSpan;
  /**
   * The variables of the template in this field. They are absent where the template is just the variable that is the
   * origin.
   */
  readonly variables?: ReadonlyArray<VariableOrigin>;
}

/** A variable that a template used. */
export interface VariableOrigin {
  /** The name without `${` and `}`. */
  readonly name: string;
  /** The origin of its value, or of the default that replaces it. */
  readonly origin: FieldOrigin;
  /** True for a value that must not be shown. */
  readonly secret: boolean;
}
