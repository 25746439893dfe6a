import { describeType } from '@stash-functions/core/descriptions';
import { asProgramsSee, concealValue } from '@stash-functions/templating';
import { expectWord } from './closed-set.ts';
import { type MatcherContext, type MatcherResult, titleLine } from './matcher.ts';
import { originsOf } from './origins.ts';
import { isContainer, isObject, wrongSubject } from './subject.ts';

/**
 * Passes where a container has the given fields, in the form of Kubernetes: `{ image, args, env: [...] }`. Objects may
 * have further fields, and lists must be the same. Asymmetric matchers may stand anywhere. Strings are as the program
 * sees them.
 */
export function toMatchContainer(this: MatcherContext, received: unknown, expected: object): MatcherResult {
  if (!isContainer(received)) throw wrongSubject('toMatchContainer', 'a container of a scenario', received);
  for (const field of Object.keys(isObject(expected) ? expected : {})) {
    expectWord(field, Object.keys(describeType('Container')?.fields ?? {}), 'field of a container');
  }
  const seen = asProgramsSee(received.spec);
  const pass = this.equals(seen, expected, [this.utils.iterableEquality, this.utils.subsetEquality]);
  const title = titleLine(this, 'toMatchContainer', 'container', 'fields');
  const fields = Object.keys(expected).filter((field) => pass || !this.equals(at(seen, field), at(expected, field)));
  return {
    pass,
    message: () => {
      const origins = originsOf(received.explanation, (path) => fields.some((field) => path.includes(field)));
      if (pass) return `${title}The container ${received.name} has these fields.${origins}`;
      return `${title}${this.utils.diff(expected, concealValue(subset(seen, expected), received.secrets)) ?? ''}${origins}`;
    },
  };
}

/** The part of a value that the expectation is about, so that the difference shows nothing else. */
function subset(value: unknown, expected: unknown): unknown {
  if (Array.isArray(value) && Array.isArray(expected)) {
    return value.map((item, index) => (index < expected.length ? subset(item, expected[index]) : item));
  }
  if (!isPlain(value) || !isPlain(expected)) return value;
  const fields = Object.keys(expected).filter((key) => key in value);
  return Object.fromEntries(fields.map((key) => [key, subset(at(value, key), at(expected, key))]));
}

function isPlain(value: unknown): value is object {
  return isObject(value) && !Array.isArray(value) && !('asymmetricMatch' in value);
}

function at(value: object, key: string): unknown {
  return new Map<string, unknown>(Object.entries(value)).get(key);
}
