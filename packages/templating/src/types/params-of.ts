import type { BuiltinVariableName } from '../variables/catalogue.ts';
import type { VariableOccasion } from '../variables/scope.ts';
import type { MarkedVariables, NameOf, RequiredNameOf } from './marked-variables.ts';

/**
 * The params that a Function takes, read from its literal type. For example, `['--x=${FOO}', '--y=${BAR:=1}']` gives
 * `{ readonly FOO: string; readonly BAR?: string }`.
 *
 * Every variable of the Function's spec is a property. A variable is required if the templates cannot do without it,
 * unless it is built in: the backup or restore sets those. A Function without literal strings, such as one loaded from
 * a file, takes any param.
 *
 * ```ts
 * const params: ParamsOf<typeof dump, 'backup'> = { FOO: 'a' };
 * ```
 *
 * @typeParam Fn - the type that `defineFunction` gives a Function, or the type of a Task, an object or a string
 * @typeParam In - the occasion for which it is resolved; where it is open, every built-in variable counts
 */
export type ParamsOf<Fn, In extends VariableOccasion = VariableOccasion> = ParamsBeside<Fn, BuiltinVariableName<In>>;

/**
 * Does the same as {@link ParamsOf}, where the variables in `Provided` already have a value. They may still be given.
 *
 * @typeParam Provided - the names of these variables; `string` where they are not known, and then nothing is required
 */
export type ParamsBeside<Fn, Provided extends string> =
  MarkedVariables<Fn extends { readonly spec: infer Spec } ? Spec : Fn> extends infer Marked
    ? Params<NameOf<Marked> & string, Exclude<RequiredNameOf<Marked> & string, Provided>>
    : never;

/** One object type without aliases in it, as a hover and an error message should show it. */
type Params<Name extends string, Required extends string> = {
  readonly [Each in Required]: string;
} & (string extends Name
  ? Readonly<Record<string, string>>
  : { readonly [Each in Exclude<Name, Required>]?: string }) extends infer Both
  ? { [Each in keyof Both]: Both[Each] }
  : never;
