import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../src/cluster/run/verdict.ts';
import { type Replay, type Right, readTranscripts, replay } from './transcript.ts';

const transcripts = readTranscripts();

describe('the transcripts of a real cluster', () => {
  it.each(transcripts)('come to what is right: $name', (transcript) => {
    const played = replay(transcript, 0);
    expect(played && mistakes(played, transcript.right)).toEqual([]);
  });

  it.each(transcripts)('come to the same from every cut of the stream: $name', (transcript) => {
    const wrong = transcript.changes.flatMap((_, cut) => {
      const played = replay(transcript, cut);
      const said = played === undefined ? [] : verdictMistakes(played, transcript.right);
      return said.map((mistake) => `from ${cut}: ${mistake}`);
    });
    expect(wrong).toEqual([]);
  });
});

function mistakes(played: Replay, right: Right): ReadonlyArray<string> {
  const { events, state } = played;
  const verdict = verdictOf(state);
  const message = verdict.status === 'failed' ? verdict.message : '';
  const said = events.flatMap((event) => (event.type === 'warning' ? [event.message] : []));
  const steps = new Set(events.flatMap((event) => (event.type === 'step-started' ? [event.step] : [])));
  const replaced = events.filter((event) => event.type === 'pod-replaced').length;
  const found: Array<string> = [...verdictMistakes(played, right)];
  if (right.step !== undefined && stepOf(verdict) !== right.step) found.push(`the step is ${stepOf(verdict)}`);
  if (right.exitCode !== undefined && exitCodeOf(verdict) !== right.exitCode) found.push(`code ${exitCodeOf(verdict)}`);
  for (const text of right.message ?? []) if (!message.includes(text)) found.push(`"${message}" has no "${text}"`);
  for (const step of right.steps ?? []) if (!steps.has(step)) found.push(`${step} is not told`);
  for (const name of right.foreign ?? []) if (steps.has(name)) found.push(`${name} is told as a step`);
  for (const text of right.warnings ?? []) {
    if (!said.some((one) => one.includes(text))) found.push(`no warning has "${text}"`);
  }
  if (right.replaced !== undefined && replaced !== right.replaced) found.push(`${replaced} pods were replaced`);
  return found;
}

function verdictMistakes({ state }: Replay, right: Right): ReadonlyArray<string> {
  if (right.status === 'open') {
    return state.decision === undefined ? [] : [`decided: ${JSON.stringify(verdictOf(state))}`];
  }
  const verdict = verdictOf(state);
  const reason = verdict.status === 'failed' ? verdict.reason : undefined;
  // Where all pods of a Job are gone, only the Job itself can say why it failed.
  const isUnknowable = reason === 'job-failed' && state.pods.size === 0;
  const isRight = verdict.status === right.status && (reason === right.reason || isUnknowable);
  return isRight && state.decision !== undefined ? [] : [JSON.stringify(verdict)];
}

function stepOf(verdict: ReturnType<typeof verdictOf>): string | undefined {
  return verdict.status === 'failed' ? verdict.instance?.step : undefined;
}

function exitCodeOf(verdict: ReturnType<typeof verdictOf>): number | undefined {
  return verdict.status === 'failed' ? verdict.exitCode : undefined;
}
