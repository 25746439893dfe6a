import type { Checked, Problem } from '@stash-functions/core/decode';
import { readOr } from '@stash-functions/core/decode';
import type { MetricLabels } from './metric.ts';
import { metricsProblem } from './metrics-problem-code.ts';

/**
 * The labels in texts `name=value,name=value`, as `--metrics-labels` takes them. The first `=` ends the name, and a
 * repeated name has its last value. A pair in double quotes may hold commas, and two quotes for one.
 *
 * Warnings: `too-many-labels`, and `invalid-label` for a label that is left out. Such a text has no `=`, or a name that
 * Prometheus does not take, or the name of a label of the Pushgateway itself.
 *
 * @see https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels
 */
export function parseLabels(texts: ReadonlyArray<string>): Checked<MetricLabels, 'invalid-label' | 'too-many-labels'> {
  return readOr(
    { value: {}, problems: [metricsProblem('invalid-label', { message: 'the labels are no texts' })] },
    () => {
      const problems: Array<Problem<'invalid-label' | 'too-many-labels'>> = [];
      const labels = new Map<string, string>();
      for (const text of texts.flatMap(splitPairs)) {
        const end = text.indexOf('=');
        const name = text.slice(0, end).trim();
        const fault = end < 0 ? 'it has no `=`' : faultOf(name);
        if (fault === undefined) labels.set(name, text.slice(end + 1));
        else problems.push(metricsProblem('invalid-label', { message: `\`${text}\` is no label: ${fault}` }));
      }
      if (labels.size > mostLabels) {
        const message = `a user can give every series ${mostLabels} labels, and there are ${labels.size}`;
        problems.push(metricsProblem('too-many-labels', { message }));
      }
      return { value: Object.fromEntries([...labels].slice(0, mostLabels)), problems };
    },
  );
}

/** The labels of a user that every series may have. Invalid ones are left out. */
export function usableLabels(labels: MetricLabels): MetricLabels {
  return readOr({}, () =>
    Object.fromEntries(
      Object.entries(labels)
        .filter(([name]) => faultOf(name) === undefined)
        .slice(0, mostLabels),
    ),
  );
}

/** The fields of a line of CSV. A quote that does not begin a field is part of it. */
function splitPairs(text: string): ReadonlyArray<string> {
  const fields = text.match(/(?:^|,)(?:"(?:[^"]|"")*"(?=,|$)|[^,]*)/g) ?? [];
  return fields.map((field, index) => {
    const pair = index === 0 ? field : field.slice(1);
    return /^".*"$/s.test(pair) ? pair.slice(1, -1).replaceAll('""', '"') : pair;
  });
}

/** The most labels, since each one multiplies the stored series. */
const mostLabels = 10;

function faultOf(name: string): string | undefined {
  if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) || name.startsWith('__')) {
    return 'a name has letters, digits and `_`, and begins neither with a digit nor with `__`';
  }
  return name === 'job' || name === 'instance' ? `\`${name}\` is the gateway’s own` : undefined;
}
