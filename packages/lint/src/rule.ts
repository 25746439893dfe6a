import type { LocateOptions, OtherObject, Resource, Severity } from '@stash-functions/core/decode';
import type { LintContext } from './context.ts';

/**
 * The kinds that rules check. `other` stands for objects of APIs that the SDK does not read, such as Secrets and
 * Deployments.
 */
export type SubjectKind = Resource['kind'] | 'other';

/** The resource or object that a rule checks. */
export type Subject = Resource | OtherObject;

/** The subjects of some kinds. */
export type SubjectOf<Kind extends SubjectKind> =
  | Extract<Resource, { readonly kind: Kind }>
  | (Kind extends 'other' ? OtherObject : never);

/**
 * All facts about one code of lint. The page docs/errors/lint.md and the description of the rule in a SARIF log are
 * made of it.
 */
export interface Rule<Code extends string = string> {
  /** The code of its Problems. It is stable across releases. */
  readonly code: Code;
  /** The severity of its Problems, unless one of them gives another. */
  readonly severity: Severity;
  /** The kinds of resources that it checks. */
  readonly kinds: ReadonlyArray<SubjectKind>;
  /** One sentence about the fault. */
  readonly meaning: string;
  /** The reason why it is wrong, and what is meant by it: a paragraph of Markdown. */
  readonly explanation: string;
  /** Manifests in which it finds something. */
  readonly example: string;
  /** The cure: a sentence of Markdown. */
  readonly cure: string;
  /** True for a rule that checks how a Function fits into the Tasks that use it, and not only the Function itself. */
  readonly ofUse?: boolean;
  /** True where its findings may be about another resource than the one that it is asked about. */
  readonly ofOthers?: boolean;
  /** Finds the faults of one resource of its kinds. It is called for no other. */
  check(subject: Subject, context: LintContext): ReadonlyArray<Finding>;
}

/** A rule as its file writes it: the type of its subject follows from its kinds. */
export interface RuleFor<Code extends string, Kind extends SubjectKind> extends Omit<Rule<Code>, 'kinds' | 'check'> {
  /** See {@link Rule.kinds}. */
  readonly kinds: ReadonlyArray<Kind>;
  /** See {@link Rule.check}. */
  check(subject: SubjectOf<Kind>, context: LintContext): ReadonlyArray<Finding>;
}

/** A finding of a rule at one place. */
export interface Finding extends LocateOptions {
  /** One sentence that names the offending value, without a full stop. */
  readonly message: string;
  /** The cure, one sentence without a full stop. */
  readonly hint: string;
  /** The path from the root of the resource. */
  readonly path: ReadonlyArray<string | number>;
  /** The resource, if it is not the one that the rule checks. */
  readonly resource?: Subject | undefined;
  /** The severity, if it differs from that of the rule. */
  readonly severity?: Severity | undefined;
  /** The edit that cures it. Its place is that of the finding, unless it has its own. */
  readonly fix?: FindingFix | undefined;
  /** True where a secret stands there. It is shown as `*`. */
  readonly secret?: boolean;
}

/** A text that replaces another one. */
export interface FindingFix extends LocateOptions {
  /** The path of the edit, if it is not that of the finding. */
  readonly path?: ReadonlyArray<string | number>;
  /** The text that stands there. If it does not, there is no fix. */
  readonly was: string;
  /** The text that replaces it. */
  readonly text: string;
}
