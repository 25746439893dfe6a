import { didYouMean } from '@stash-functions/core';
import { variablesOf } from '@stash-functions/templating';
import { type MatcherContext, type MatcherResult, titleLine } from './matcher.ts';
import { isContainer, isObject, isResolved, isScenario, wrongSubject } from './subject.ts';

/**
 * Passes where a subject uses every one of the variables; with `.not`, none of them. The subject is a scenario with its
 * Task and Functions, a container with its Function, or a resource.
 */
export function toUseVariables(this: MatcherContext, received: unknown, names: ReadonlyArray<string>): MatcherResult {
  const used = [...new Set(usedIn(received))].sort();
  const isUsed = (name: string): boolean => used.includes(name);
  const title = titleLine(this, 'toUseVariables', 'subject', 'names');
  return {
    pass: this.isNot === true ? names.some(isUsed) : names.every(isUsed),
    message: () => {
      if (this.isNot === true) return `${title}It uses ${names.filter(isUsed).join(', ')}.`;
      const missing = names.filter((name) => !isUsed(name)).map((name) => hinted(name, used));
      return `${title}It does not use ${missing.join(', ')}. It uses:\n\n  ${used.join('\n  ') || '(none)'}`;
    },
  };
}

function usedIn(received: unknown): ReadonlyArray<string> {
  if (isScenario(received)) return received.sources.flatMap(namesIn);
  if (isContainer(received)) return received.explanation.strings.flatMap(({ template }) => namesIn(template));
  if (isResolved(received)) return namesIn(received.source);
  if (isObject(received) || typeof received === 'string') return namesIn(received);
  throw wrongSubject('toUseVariables', 'a scenario, a container of one, or a resource', received);
}

function namesIn(subject: object | string): ReadonlyArray<string> {
  return variablesOf(subject).map(({ name }) => name);
}

function hinted(name: string, used: ReadonlyArray<string>): string {
  const near = didYouMean(name, used);
  return near === undefined ? name : `${name} (did you mean ${near}?)`;
}
