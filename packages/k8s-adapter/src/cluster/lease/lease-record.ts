import { type JsonObject, numberAt, textAt } from '../json.ts';

/** The kind of a Lease. */
export const leaseKind = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' } as const;

/** What a Lease of `coordination.k8s.io/v1` says of its holder. */
export interface LeaseRecord {
  /** Empty where nobody holds it. */
  readonly holder: string;
  /** Milliseconds after a renewal for which the holder may count on it. */
  readonly duration: number;
  /** The holder's own time of its last renewal, milliseconds since the epoch; undefined where it says none. */
  readonly renewedAt: number | undefined;
  /** When it came to hold it. */
  readonly acquiredAt: string | undefined;
  /** How often the holder has changed. */
  readonly transitions: number;
  /** Changes with each renewal, and not when somebody else writes a label. */
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

/** Who wants a Lease, or holds it. */
export interface LeaseClaim {
  readonly namespace: string;
  readonly name: string;
  readonly holder: string;
  /** Milliseconds. */
  readonly duration: number;
}

/** The Lease as its holder writes it: with what stands in it besides, and only over the version that was read. */
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

/** The Lease as its holder gives it back: the next one need not wait. */
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

/** A MicroTime, which the API server takes with six digits behind the seconds and no others. */
function microTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '000Z');
}
