import fc from 'fast-check';

/**
 * Property tests try the same values in every run, so that no change fails for a value that nobody had tried before.
 * `PROPERTY_SEED=random` tries other values, as the nightly workflow does. `PROPERTY_SEED=<number>` repeats the values
 * of a failed run.
 */
const { PROPERTY_SEED: wanted = '1' } = process.env;
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted) });
