import { missingImages, picturesOf } from '../../chapter/images.ts';
import { problemAt, type Rule } from '../rule.ts';

/** Pictures say what they show, and are there. */
export const images: Rule = (chapter) => [
  ...picturesOf(chapter)
    .filter(({ alt }) => typeof alt !== 'string' || alt.trim() === '')
    .map(({ node }) =>
      problemAt(
        chapter,
        node,
        'a picture that says nothing to those who do not see it',
        node.type === 'image'
          ? 'Write what it shows between the brackets: ![...](...)'
          : 'Write what it shows: alt="..."',
      ),
    ),
  ...missingImages(chapter),
];
