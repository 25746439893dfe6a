import { type JsonObject, numberAt, textAt } from '../json.ts';

/** The kind of a Lease. */
export const leaseKind = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' } as const;

/** The facts about the holder in a Lease of `coordination.k8s.io/v1`. */
export interface LeaseRecord {
  /** The name of the holder; empty where nobody holds the Lease. */
  readonly holder: string;
  /** Milliseconds that the holder may count on the Lease after a renewal. */
  readonly duration: number;
  /**
   * The time of the last renewal by the holder's clock, in milliseconds since the epoch; undefined where it gives none.
   */
  readonly renewedAt: number | undefined;
  /** The time at which the holder got the Lease. */
  readonly acquiredAt: string | undefined;
  /** The number of times that the holder has changed. */
  readonly transitions: number;
  /** A text that changes with each renewal, but not when somebody else writes a label. */
  readonly renewal: string;
}

/** Reads a Lease as it is stored. */
export function readLease(object: JsonObject): LeaseRecord {
  const renewed = Date.parse(textAt(object, 'spec', 'renewTime') ?? '');
  return {
    holder: textAt(object, 'spec', 'holderIdentity') ?? '',
    duration: Math.max(1, numberAt(object, 'spec', 'leaseDurationSeconds') ?? 1) * 1000,
    renewedAt: Number.isNaN(renewed) ? undefined : renewed,
    acquiredAt: textAt(object, 'spec', 'acquireTime'),
    transitions: numberAt(object, 'spec', 'leaseTransitions') ?? 0,
    renewal: JSON.stringify(object.spec),
  };
}

/** A program that wants a Lease, or holds it. */
export interface LeaseClaim {
  readonly namespace: string;
  readonly name: string;
  readonly holder: string;
  /** The duration in milliseconds. */
  readonly duration: number;
}

/** The Lease as its holder writes it. Other fields stay, and only the version that was read is replaced. */
export function heldLease(claim: LeaseClaim, before: JsonObject | undefined, now: number): JsonObject {
  const record = before === undefined ? undefined : readLease(before);
  const isOwn = record?.holder === claim.holder;
  const time = microTime(now);
  return {
    ...leaseHeader(claim, before),
    spec: {
      holderIdentity: claim.holder,
      leaseDurationSeconds: Math.ceil(claim.duration / 1000),
      acquireTime: (isOwn ? record.acquiredAt : undefined) ?? time,
      renewTime: time,
      leaseTransitions: (record?.transitions ?? 0) + (record === undefined || isOwn ? 0 : 1),
    },
  };
}

/** The Lease as its holder gives it back, so that the next holder need not wait. */
export function releasedLease(claim: LeaseClaim, before: JsonObject, now: number): JsonObject {
  const { transitions, acquiredAt } = readLease(before);
  return {
    ...leaseHeader(claim, before),
    spec: {
      holderIdentity: '',
      leaseDurationSeconds: 1,
      acquireTime: acquiredAt ?? microTime(now),
      renewTime: microTime(now),
      leaseTransitions: transitions,
    },
  };
}

function leaseHeader({ namespace, name }: LeaseClaim, before: JsonObject | undefined): JsonObject {
  const header = { ...leaseKind, metadata: { namespace, name } };
  return before === undefined ? header : { ...header, metadata: before.metadata ?? header.metadata };
}

/** A MicroTime. The API server takes it only with exactly six digits of a second. */
function microTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '000Z');
}
