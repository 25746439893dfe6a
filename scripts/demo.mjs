import { runProgram } from './run-program.mjs';

await runProgram('examples/postgres-backup/main.ts', process.argv.slice(2));
