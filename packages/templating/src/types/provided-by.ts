import type { BuiltinVariableName } from '../variables/catalogue.ts';
import type { Scope, VariableOccasion } from '../variables/scope.ts';

/**
 * The names of the variables that have a value without a param: the built-in ones of a backup or restore, or the keys of
 * plain values. Of a scope that was made by hand the type does not tell them: it is `string` then.
 *
 * @typeParam Variables - the type of what a Function is resolved with: a {@link Scope}, or plain values
 */
export type ProvidedBy<Variables> =
  Variables extends Scope<infer In>
    ? VariableOccasion extends In
      ? string
      : BuiltinVariableName<In>
    : (keyof Variables & string) | 'ADDON_IMAGE';
