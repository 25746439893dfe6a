import { type InvokerTarget, isBatch, noProblems, type Problem } from '@stash-functions/core/decode';

/**
 * Joins the Problems of all targets of an invoker. In a batch each message begins with the members that it is about. A
 * Problem in a Function that several members share appears once.
 *
 * @param found - the Problems of each target
 */
export function nameMembers<Code extends string>(
  targets: ReadonlyArray<InvokerTarget>,
  found: ReadonlyArray<ReadonlyArray<Problem<Code>>>,
): ReadonlyArray<Problem<Code>> {
  if (found.every((problems) => problems.length === 0)) return noProblems;
  const byIdentity = new Map<string, { readonly problem: Problem<Code>; readonly members: ReadonlyArray<string> }>();
  targets.forEach((target, index) => {
    for (const problem of found[index] ?? []) {
      const { code, resource, path, message } = problem;
      const identity = JSON.stringify([code, resource, path, message]);
      const members = byIdentity.get(identity)?.members ?? [];
      const name = nameOf(target);
      byIdentity.set(identity, { problem, members: members.includes(name) ? members : [...members, name] });
    }
  });
  const [first] = targets;
  const several = first !== undefined && isBatch(first.invoker);
  return [...byIdentity.values()].map(({ problem, members }) =>
    several ? { ...problem, message: `${listOf(members)}: ${problem.message}` } : problem,
  );
}

function nameOf({ member, spec }: InvokerTarget): string {
  const alias = spec.target?.alias;
  return alias === undefined || alias === '' ? String(member) : `${member} (${alias})`;
}

function listOf(members: ReadonlyArray<string>): string {
  if (members.length === 1) return `member ${members[0]}`;
  return `members ${members.slice(0, -1).join(', ')} and ${members.at(-1)}`;
}
