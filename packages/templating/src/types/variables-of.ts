import type { MarkedVariables, NameOf, RequiredNameOf } from './marked-variables.ts';

/**
 * The names of all variables in the templates of a type, as a union: what `variablesOf` lists at run time.
 *
 * A template is any string literal in it, however deep in objects and tuples: a string, a `spec`, or a whole Function or
 * Task as `defineFunction` and `defineTask` keep it. A string that is no literal may have any variable, so that the union
 * is then `string`.
 */
export type VariablesOf<Subject> = NameOf<MarkedVariables<Subject>>;

/**
 * The names of the variables without which the templates of a type cannot be evaluated: those that stand in one of them
 * without a default. A variable that is itself part of a default is optional, since it is needed only where that default
 * is. Strings that are no literals add nothing.
 */
export type RequiredVariables<Subject> = RequiredNameOf<MarkedVariables<Subject>>;

/**
 * The names of the other variables of a type's templates: they have a default, or are needed only where one is. It is
 * `string` where a string of the type is no literal.
 */
export type OptionalVariables<Subject> = Exclude<VariablesOf<Subject>, RequiredVariables<Subject>>;
