import { runProgram } from './run-program.mjs';

await runProgram('bench/src/run.ts', process.argv.slice(2));
