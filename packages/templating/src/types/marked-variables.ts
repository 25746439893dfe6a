import type { AnyVariable, ScanTemplate } from './scan-template.ts';

/** The variables of every string in a type, at any depth of objects and tuples, as a union of {@link Marked} names. */
export type MarkedVariables<Subject> = unknown extends Subject
  ? AnyVariable
  : Subject extends string
    ? ScanTemplate<Subject>
    : Subject extends ReadonlyArray<unknown>
      ? { [Index in keyof Subject]-?: MarkedVariables<Subject[Index]> }[number]
      : Subject extends object
        ? { [Key in keyof Subject]-?: MarkedVariables<Subject[Key]> }[keyof Subject]
        : never;

/** The names, with either mark. */
export type NameOf<Marked> = Marked extends `?${infer Name}` ? Name : Marked;

/** The names that are marked as required. */
export type RequiredNameOf<Marked> = Marked extends `?${string}` ? never : Marked;
