import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type StandstillRule, startReasons, waitingReasons } from './kubernetes-reasons.ts';

const guide = readFileSync(new URL('../../../../../docs/guides/cluster.md', import.meta.url), 'utf8');

/** The rows of the table under a heading: a reason, and the text beside it. */
function tableUnder(heading: string): ReadonlyArray<readonly [string, string]> {
  const section = guide.split(`### ${heading}\n`)[1]?.split('\n##')[0] ?? '';
  return [...section.matchAll(/^\| `(\w+)` \| (.+) \|$/gm)].map(([, reason = '', text = '']) => [reason, text]);
}

function said({ failure, limit }: StandstillRule): string {
  return limit === 'none' ? `\`${failure}\` at once` : `\`${failure}\` after \`${limit}\``;
}

describe('docs/guides/cluster.md', () => {
  it('says of each waiting reason what the run does', () => {
    const rows = Object.entries(waitingReasons).map(([reason, rule]) => [reason, said(rule)]);
    expect(tableUnder('A container that waits (`state.waiting.reason`)')).toEqual(rows);
  });

  it('says of each event of a pod that does not start what the run does', () => {
    const rows = tableUnder('Events of a pod that has its node and does not start');
    expect(rows.map(([reason]) => reason)).toEqual(Object.keys(startReasons));
    for (const [reason, text] of rows) {
      for (const rule of startReasons[reason] ?? []) expect(text).toContain(`after \`${rule.limit}\``);
    }
  });
});
