import type { BuiltinVariableName } from '../variables/catalogue.ts';
import type { VariableOccasion } from '../variables/scope.ts';
import type { MarkedVariables, NameOf, RequiredNameOf } from './marked-variables.ts';

/**
 * The params that a Function takes, read from its literal type: `{ readonly FOO: string; readonly BAR?: string }` for
 * `['--x=${FOO}', '--y=${BAR:=1}']`.
 *
 * Every variable of its spec is a property. One that the templates cannot do without is required, unless it is built in:
 * then the backup or restore sets it. A Function whose strings are no literals, such as one that was loaded from a file,
 * takes any param.
 *
 * ```ts
 * const params: ParamsOf<typeof dump, 'backup'> = { FOO: 'a' };
 * ```
 *
 * @typeParam Fn - the type of a Function as `defineFunction` gives it, of a Task, or of any object or string
 * @typeParam In - what it is resolved for: where that is open, every built-in variable counts
 */
export type ParamsOf<Fn, In extends VariableOccasion = VariableOccasion> = ParamsBeside<Fn, BuiltinVariableName<In>>;

/**
 * As {@link ParamsOf}, where the variables in `Provided` have a value already. They may be given all the same.
 *
 * @typeParam Provided - `string` where it is not known which they are: then nothing is required
 */
export type ParamsBeside<Fn, Provided extends string> =
  MarkedVariables<Fn extends { readonly spec: infer Spec } ? Spec : Fn> extends infer Marked
    ? Params<NameOf<Marked> & string, Exclude<RequiredNameOf<Marked> & string, Provided>>
    : never;

/** One object type without aliases in it, which is what a hover and an error message show. */
type Params<Name extends string, Required extends string> = {
  readonly [Each in Required]: string;
} & (string extends Name
  ? Readonly<Record<string, string>>
  : { readonly [Each in Exclude<Name, Required>]?: string }) extends infer Both
  ? { [Each in keyof Both]: Both[Each] }
  : never;
