import type { Analysis, Place, TextFile } from './protocol.ts';

/** The state of the page. Parts of the page change it by {@link Store.change} and draw it when it changed. */
export interface State {
  readonly files: ReadonlyArray<TextFile>;
  /** The name of the file that is shown. */
  readonly active: string;
  /** The texts that changes are told against. */
  readonly before: ReadonlyArray<TextFile>;
  /** The latest; that of the texts a moment ago, while the worker reads. */
  readonly analysis: Analysis;
  /** Which of the plans is shown. */
  readonly plan: number;
  /** The fields that the chosen line of the plan is made of, the nearest first. */
  readonly sources: ReadonlyArray<Place>;
}

/** The state, and who wants to know of it. */
export interface Store {
  readonly state: () => State;
  readonly change: (change: Partial<State>) => void;
  /** Calls back after each change that gave one of these parts another value. */
  readonly watch: (parts: ReadonlyArray<keyof State>, changed: (state: State) => void) => void;
}

/** Nothing, before the first answer of the worker. */
export const noAnalysis: Analysis = { problems: [], variables: {}, plans: [] };

/** A store that holds a first state. */
export function createStore(first: State): Store {
  let state = first;
  const watchers: Array<{ parts: ReadonlyArray<keyof State>; changed: (state: State) => void }> = [];
  return {
    state: () => state,
    change: (change) => {
      const before = state;
      state = { ...state, ...change };
      for (const { parts, changed } of watchers) if (parts.some((part) => before[part] !== state[part])) changed(state);
    },
    watch: (parts, changed) => {
      watchers.push({ parts, changed });
    },
  };
}

/** The plan that is shown, where there is one. */
export function shownPlan({ analysis, plan }: State): Analysis['plans'][number] | undefined {
  return analysis.plans[plan] ?? analysis.plans[0];
}
