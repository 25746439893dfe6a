import type { BuiltinVariableName } from '../variables/catalogue.ts';
import type { Scope, VariableOccasion } from '../variables/scope.ts';

/**
 * The names of the variables that have a value without a param: the built-in ones of a backup or restore, or the keys
 * of plain values. The type of a scope that was made by hand does not show them; the result is then `string`.
 *
 * @typeParam Variables - the type of the Function's variables: a {@link Scope}, or plain values
 */
export type ProvidedBy<Variables> =
  Variables extends Scope<infer In>
    ? VariableOccasion extends In
      ? string
      : BuiltinVariableName<In>
    : (keyof Variables & string) | 'ADDON_IMAGE';
