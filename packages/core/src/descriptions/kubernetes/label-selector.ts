import type { TypeDescriptions } from '../type-description.ts';
import { onPage } from './on-page.ts';

/** Queries over labels. */
export const labelSelector: TypeDescriptions = {
  ...onPage('definitions/label-selector-v1-meta', {
    LabelSelector: {
      text: 'Conditions on the labels of objects, all of which must hold; `{}` matches every object.',
      fields: {
        matchExpressions: 'Conditions with operators.',
        matchLabels: 'Labels with the very values that they must have.',
      },
    },
  }),
  ...onPage('definitions/label-selector-requirement-v1-meta', {
    LabelSelectorRequirement: {
      text: 'One condition on a label.',
      fields: {
        key: 'Key of the label.',
        operator: 'Comparison: In, NotIn, Exists or DoesNotExist.',
        values: 'Operands: one or more for In and NotIn, none for Exists and DoesNotExist.',
      },
    },
  }),
};
