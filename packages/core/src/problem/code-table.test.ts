import { expect, it } from 'vitest';
import { type CodeTable, problemMaker } from './code-table.ts';

const table = {
  'wrong-thing': { severity: 'error', meaning: 'A thing is wrong.' },
  'odd-thing': { severity: 'note', meaning: 'A thing is odd.' },
} as const satisfies CodeTable;

const problem = problemMaker<typeof table>({ 'odd-thing': 'note' });

it('takes the severity from the table, unless the place that reports it says another', () => {
  expect(problem('odd-thing', { message: 'm' }).severity).toBe('note');
  expect(problem('odd-thing', { message: 'm', severity: 'warning' }).severity).toBe('warning');
});

it('leaves out what is undefined, and what is left out is about the whole', () => {
  expect(Object.entries(problem('wrong-thing', { message: 'm', hint: undefined, source: undefined }))).toEqual([
    ['code', 'wrong-thing'],
    ['severity', 'error'],
    ['message', 'm'],
    ['path', []],
  ]);
});

it('has what it is given', () => {
  const details = { message: 'm', path: ['spec', 0], resource: { kind: 'Task' }, hint: 'h' };
  expect(problem('wrong-thing', details)).toEqual({ code: 'wrong-thing', severity: 'error', ...details });
});
