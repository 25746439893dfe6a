import { describe, expect, it } from 'vitest';
import { escapeReferences, expandReferences, type Run } from './references.ts';

const own = (text: string): Run => ({ text, own: true });
const value = (text: string): Run => ({ text, own: false });
const env = { A: 'seen', 'B)': 'never' };

describe('expandReferences', () => {
  it.each([
    ['$(A)', 'seen'],
    ['$$(A) $$$(A) $$$$(A)', '$(A) $seen $$(A)'],
    ['$(X) $(', '$(X) $('],
    ['$(A', '$(A'],
    ['$', '$'],
    ['a$b $A ${A}', 'a$b $A ${A}'],
    ['$$', '$'],
    ['$(B))', '$(B))'],
    ['$($(A))', '$($(A))'],
    ['$(toString)', '$(toString)'],
  ])('reads %s as the kubelet does', (text, read) => {
    expect(expandReferences(text, env)).toBe(read);
  });
});

describe('escapeReferences', () => {
  it.each<[string, ReadonlyArray<Run>, string]>([
    ['doubles what would be an escape', [own('--label='), value('cost$$center')], '--label=cost$$$$center'],
    ['doubles what would be a reference', [own('--note='), value('see $(PGPASSWORD)')], '--note=see $$(PGPASSWORD)'],
    ['leaves a `$` that means nothing', [value('a$b $5 $'), own('.')], 'a$b $5 $.'],
    ['leaves the references of the template', [own('$(POD) $$x'), value('$(POD)')], '$(POD) $$x$$(POD)'],
    ['sees a `$` of the template before a value', [own('a$'), value('(A)')], 'a$$(A)'],
    ['sees a `$` of a value before the template', [value('a$'), own('(A)')], 'a$$(A)'],
    ['sees two `$`s of different origin', [own('$'), value('$'), own('(A)')], '$$$$(A)'],
    ['lets no value be the name of a reference', [own('$('), value('A'), own(')')], '$$(A)'],
    ['lets no value end a reference', [own('$(A'), value(')')], '$$(A)'],
    ['leaves an open bracket that nothing closes', [own('$('), value('A')], '$(A'],
    ['sees through an empty value', [own('$'), value(''), own('(A)')], '$$(A)'],
    ['doubles before what an older kubelet cuts in two', [value('$é')], '$$é'],
  ])('%s', (_, runs, escaped) => {
    expect(escapeReferences(runs)).toBe(escaped);
    const read = runs.map((run) => (run.own ? expandReferences(run.text, env) : run.text)).join('');
    expect(expandReferences(escaped, env)).toBe(read);
  });

  it('takes time in proportion to the length', () => {
    const hostile = '$('.repeat(200_000);
    expect(escapeReferences([own(hostile), value(hostile)]).length).toBe(1_200_000 - 200_000);
    expect(expandReferences(hostile)).toBe(hostile);
  });
});
