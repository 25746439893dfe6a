import type { ResourceReference } from '@stash-functions/core/decode';

/** A variable that is present: its value and where that came from. */
export interface Variable {
  /** Without `${` and `}`. */
  readonly name: string;
  /** Data: it is never parsed again, whatever it holds. May be empty. */
  readonly value: string;
  /** Which layer of the precedence it stands in. */
  readonly layer: LayerName;
  /** Where the value was read, unless it is a constant of the model. */
  readonly origin?: Origin;
  /** Whether the value must not be shown in a message, an explanation or a printout. */
  readonly secret?: boolean;
}

/** The field of a resource that a value was read from. */
export interface Origin {
  /** The resource. */
  readonly resource: ResourceReference;
  /** The field: `['spec', 'backend', 's3', 'bucket']`. */
  readonly path: ReadonlyArray<string | number>;
}

/** The layers of the precedence. Which one wins is the order in a {@link Scope}, not the order here. */
export type LayerName =
  | 'hook type'
  | 'step params'
  | 'built-in'
  | 'add-on params'
  | 'task params'
  | 'add-on image'
  | 'given';

/** Variables that stand together in the precedence. */
export interface Layer {
  readonly name: LayerName;
  readonly variables: ReadonlyMap<string, Variable>;
}

/** All variables that a template can see: layers, the lowest first, of which a higher one hides a lower one. */
export interface Scope {
  /** The lowest first. */
  readonly layers: ReadonlyArray<Layer>;
  /** The variable of that name in the highest layer that has it. */
  readonly get: (name: string) => Variable | undefined;
}
