import * as fc from 'fast-check';

/** Every operator on a name, alone and inside of others. */
export function secretUses(name: string): ReadonlyArray<string> {
  const plain = [
    `\${${name}}`,
    `\${${name}:=x}`,
    `\${${name}:-x}`,
    `\${${name}=x}`,
    `\${${name}:?x}`,
    `\${${name}:+<\${${name}}>}`,
    `\${${name}^}`,
    `\${${name}^^}`,
    `\${${name},}`,
    `\${${name},,}`,
    `\${${name}:1}`,
    `\${${name}: -9}`,
    `\${${name}:1:9}`,
    `\${${name}#?}`,
    `\${${name}##?}`,
    `\${${name}%?}`,
    `\${${name}%%?}`,
    `\${${name}/a/b}`,
    `\${${name}//[aeiou]}`,
    `\${${name}/#?/<}`,
    `\${${name}/%?/>}`,
    `\${#${name}}`,
  ];
  return [
    ...plain,
    ...plain.map((use) => `\${ABSENT:=-\${ABSENT:-${use}}-}`),
    `\${user/o/\${${name}^^}}`,
    `\${user%\${${name}}}`,
  ];
}

/** A value whose beginning and end are words that nothing else holds, with what has to be spelled in another way between. */
export const secretValues: fc.Arbitrary<string> = fc
  .tuple(
    fc.stringMatching(/^[a-z]{12}$/),
    fc.constantFrom('', ' "q"', "'s", '\n', ': #', '$$(A)', 'é😀', '\\n', '${user}', '<&>'),
    fc.stringMatching(/^[a-z]{8}$/),
  )
  .map(([first, middle, last]) => first + middle + last);
/** Names of variables, as Unicode has them. */
export const secretNames: fc.Arbitrary<string> = fc.constantFrom('password', 'пароль', '秘密', '_1', 'ÄÖ9');
