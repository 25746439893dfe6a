import { type CodesOf, type ProblemMaker, problemMaker } from '../problem/code-table.ts';

/** The codes of mistakes that a caller can make whose compiler does not find them. */
export type InputProblemCode = CodesOf<typeof inputProblemCodes>;

/** Every {@link InputProblemCode}, with its severity and its meaning. */
export const inputProblemCodes = {
  'option-invalid': { severity: 'error', meaning: 'An option is misspelt, or has a value that it cannot have.' },
  'input-invalid': { severity: 'error', meaning: 'An argument is not of the type that a function takes.' },
} as const;

/** Makes a Problem of an argument that a function was given. */
export const inputProblem: ProblemMaker<typeof inputProblemCodes> = problemMaker<typeof inputProblemCodes>({});
