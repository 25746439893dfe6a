import type { MarkedVariables, NameOf, RequiredNameOf } from './marked-variables.ts';

/**
 * The names of all variables in the templates of a type, as a union. At run time, `variablesOf` lists them.
 *
 * A template is any string literal in the type, at any depth of objects and tuples. The type may be a string, a `spec`,
 * or a whole Function or Task from `defineFunction` or `defineTask`. A string that is no literal may have any variable,
 * so the union is then `string`.
 */
export type VariablesOf<Subject> = NameOf<MarkedVariables<Subject>>;

/**
 * The names of the variables that must be present to evaluate the templates of a type, because they stand in one of
 * them without a default. A variable inside a default is optional, since only that default needs it. Strings that are
 * no literals add nothing.
 */
export type RequiredVariables<Subject> = RequiredNameOf<MarkedVariables<Subject>>;

/**
 * The names of the other variables of a type's templates: those with a default, and those that only a default needs.
 * The result is `string` where a string of the type is no literal.
 */
export type OptionalVariables<Subject> = Exclude<VariablesOf<Subject>, RequiredVariables<Subject>>;
