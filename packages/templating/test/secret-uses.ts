import * as fc from 'fast-check';

/** Every operator applied to a name, alone and inside other expressions. */
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

/** A value that begins and ends with unique words, with characters between them that need other spellings. */
export const secretValues: fc.Arbitrary<string> = fc
  .tuple(
    fc.stringMatching(/^[a-z]{12}$/),
    fc.constantFrom('', ' "q"', "'s", '\n', ': #', '$$(A)', 'é😀', '\\n', '${user}', '<&>'),
    fc.stringMatching(/^[a-z]{8}$/),
  )
  .map(([first, middle, last]) => first + middle + last);
/** Names of variables in several scripts. */
export const secretNames: fc.Arbitrary<string> = fc.constantFrom('password', 'пароль', '秘密', '_1', 'ÄÖ9');
