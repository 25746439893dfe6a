import * as t from 'io-ts';
import { expectTypeOf, it } from 'vitest';
import { int32 } from './integer.ts';
import type { LiteralUnion } from './literal-union.ts';
import { string } from './primitive.ts';
import { extend, struct } from './struct.ts';

interface Port {
  readonly containerPort: number;
  readonly name?: string;
}

it('accepts the codecs of the fields of the interface', () => {
  expectTypeOf(struct<Port>('Port', { containerPort: int32 }, { name: string })).toExtend<t.Type<Port>>();
});

it('refuses a codec that lacks a field, has one more, or has one of another type', () => {
  // @ts-expect-error containerPort is missing
  struct<Port>('Port', {}, { name: string });
  // @ts-expect-error name is missing
  struct<Port>('Port', { containerPort: int32 }, {});
  // @ts-expect-error protocol is no field
  struct<Port>('Port', { containerPort: int32 }, { name: string, protocol: string });
  // @ts-expect-error name is optional
  struct<Port>('Port', { containerPort: int32, name: string }, {});
  // @ts-expect-error containerPort is a number
  struct<Port>('Port', { containerPort: string }, { name: string });
});

it('asks an extension for the fields that it adds, and for those that it narrows', () => {
  const base = struct<Port>('Port', { containerPort: int32 }, { name: string });
  interface Named extends Port {
    readonly name: string;
  }
  interface Http extends Port {
    readonly containerPort: 80;
  }
  extend<Port, Named>('Named', base, { name: string }, {});
  // @ts-expect-error the name is required now
  extend<Port, Named>('Named', base, {}, {});
  // @ts-expect-error a port is not always 80
  extend<Port, Http>('Http', base, {}, {});
});

it('takes the codec of a string for one of an open set of strings, but not of a closed one', () => {
  struct<{ readonly policy: LiteralUnion<'Always' | 'Never'> }>('Open', { policy: string }, {});
  // @ts-expect-error any string is more than these two
  struct<{ readonly policy: 'Always' | 'Never' }>('Closed', { policy: string }, {});
});

it('composes with the codecs of io-ts', () => {
  const Both = t.type({ port: struct<Port>('Port', { containerPort: int32 }, { name: string }), id: t.number });
  expectTypeOf<t.TypeOf<typeof Both>>().toEqualTypeOf<{ port: Port; id: number }>();
});
