import { runProgram } from './run-program.mjs';

await runProgram('conformance/src/run.ts', process.argv.slice(2));
