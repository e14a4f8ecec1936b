import { expressionProblems } from '../../chapter/expressions.ts';
import type { Rule } from '../rule.ts';
import { components } from './components.ts';
import { fences, head, outline } from './file.ts';
import { uniqueIds } from './ids.ts';
import { images } from './images.ts';
import { links } from './links.ts';
import { bareAddress, closedFences, emphasis, headings, reservedSign, tableRows, typedSigns } from './markup.ts';
import { stepNames } from './steps.ts';
import { dated, questions, transcripts } from './whole.ts';

/** What every chapter is held to. */
export const RULES: readonly Rule[] = [
  outline,
  head,
  headings,
  uniqueIds,
  emphasis,
  reservedSign,
  typedSigns,
  closedFences,
  bareAddress,
  expressionProblems,
  tableRows,
  fences,
  images,
  links,
  components,
  questions,
  transcripts,
  stepNames,
  dated,
];
