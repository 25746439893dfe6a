import type { LocateOptions, OtherObject, Resource, Severity } from '@stash-functions/core/decode';
import type { LintContext } from './context.ts';

/** The kinds that rules look at; `other` are objects of APIs that the SDK does not read, as Secrets and Deployments. */
export type SubjectKind = Resource['kind'] | 'other';

/** What a rule looks at. */
export type Subject = Resource | OtherObject;

/** The subjects of some kinds. */
export type SubjectOf<Kind extends SubjectKind> =
  | Extract<Resource, { readonly kind: Kind }>
  | (Kind extends 'other' ? OtherObject : never);

/**
 * Everything that is true of one code of lint: the page docs/errors/lint.md is made of it, and so is the description of
 * the rule in a SARIF log.
 */
export interface Rule<Code extends string = string> {
  /** The code of its Problems; stable across releases. */
  readonly code: Code;
  /** How much its Problems matter, unless one says another. */
  readonly severity: Severity;
  /** The kinds whose resources it is asked about. */
  readonly kinds: ReadonlyArray<SubjectKind>;
  /** One sentence: what is wrong. */
  readonly meaning: string;
  /** Why it is wrong, and what is meant by it: a paragraph of Markdown. */
  readonly explanation: string;
  /** Manifests in which it finds something. */
  readonly example: string;
  /** What to do about it: a sentence of Markdown. */
  readonly cure: string;
  /** Whether it looks at how a Function fits into the Tasks that use it, and not only at the Function itself. */
  readonly ofUse?: boolean;
  /** What is wrong with one resource, of one of its kinds: it is asked about no other. */
  check(subject: Subject, context: LintContext): ReadonlyArray<Finding>;
}

/** A rule, as its file writes it: what it is asked about is of its kinds. */
export interface RuleFor<Code extends string, Kind extends SubjectKind> extends Omit<Rule<Code>, 'kinds' | 'check'> {
  /** See {@link Rule.kinds}. */
  readonly kinds: ReadonlyArray<Kind>;
  /** See {@link Rule.check}. */
  check(subject: SubjectOf<Kind>, context: LintContext): ReadonlyArray<Finding>;
}

/** What a rule says of one place. */
export interface Finding extends LocateOptions {
  /** One sentence that names the offending value, without a full stop. */
  readonly message: string;
  /** What to do about it, one sentence without a full stop. */
  readonly hint: string;
  /** From the root of the resource. */
  readonly path: ReadonlyArray<string | number>;
  /** The resource, where it is not the one that the rule was asked about. */
  readonly resource?: Subject | undefined;
  /** Where it differs from that of the rule. */
  readonly severity?: Severity | undefined;
  /** The edit that cures it: at the place of the finding, or at its own. */
  readonly fix?: FindingFix | undefined;
  /** Whether a secret stands there: it is shown as `*`. */
  readonly secret?: boolean;
}

/** A text in place of another one. */
export interface FindingFix extends LocateOptions {
  /** Where it is not the path of the finding. */
  readonly path?: ReadonlyArray<string | number>;
  /** The text that stands there: without it the fix is none. */
  readonly was: string;
  /** The text that takes its place. */
  readonly text: string;
}
