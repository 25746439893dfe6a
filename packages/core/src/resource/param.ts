import { array } from '../codec/array.ts';
import { string } from '../codec/primitive.ts';
import { type Struct, struct } from '../codec/struct.ts';

/** A value for a variable of a Function. */
export interface Param {
  /** The name of the variable, as it stands between `${` and `}`. */
  readonly name: string;
  /** The value, taken literally: a `${` in it is never resolved again. */
  readonly value: string;
}

/** The Task that an invoker runs, and its parameters. */
export interface TaskRef {
  /** The name of the Task; the one of the AppBinding's add-on where it is absent. */
  readonly name?: string;
  /** Values for variables of the Task's Functions; they win over built-in variables of the same name. */
  readonly params?: ReadonlyArray<Param>;
}

/** The codec of {@link Param:type}. */
export const Param: Struct<Param> = struct(
  'Param',
  {
    name: string,
    value: string,
  },
  {},
);

/** The codec of {@link TaskRef:type}. */
export const TaskRef: Struct<TaskRef> = struct(
  'TaskRef',
  {},
  {
    name: string,
    params: array(Param),
  },
);
