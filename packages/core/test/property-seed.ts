import fc from 'fast-check';

/**
 * Property tests try the same values in every run, so that a change is never refused for a value that nobody had tried
 * before. `PROPERTY_SEED=random` tries others, as the nightly workflow does, and `PROPERTY_SEED=<number>` repeats those
 * of a run that failed.
 */
const { PROPERTY_SEED: wanted = '1' } = process.env;
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted) });
