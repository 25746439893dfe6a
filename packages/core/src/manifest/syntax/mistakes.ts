import { extraComma, openBracket } from './brackets.ts';
import { itemBehindKey, itemWithoutSpace, misplacedItem } from './items.ts';
import { keyBelowValue, keyBesideItems, outOfLine, tab, textBesideKeys, valueBelowKey } from './levels.ts';
import { lookalike } from './lookalike-place.ts';
import type { Mistake } from './mistake.ts';
import {
  colonInValue,
  colonWithoutSpace,
  openQuote,
  specialFirstCharacter,
  templateInFlow,
  textBehindQuote,
  unknownEscape,
} from './values.ts';
import { commandLine, leftOut } from './whole-lines.ts';

/** The mistakes that explain why a text is no YAML. The first one that fits a failure is reported. */
export const mistakes: ReadonlyArray<Mistake> = [
  tab,
  openQuote,
  commandLine,
  leftOut,
  lookalike,
  templateInFlow,
  unknownEscape,
  misplacedItem,
  itemWithoutSpace,
  itemBehindKey,
  colonWithoutSpace,
  openBracket,
  extraComma,
  valueBelowKey,
  specialFirstCharacter,
  textBehindQuote,
  keyBelowValue,
  colonInValue,
  outOfLine,
  keyBesideItems,
  textBesideKeys,
];
