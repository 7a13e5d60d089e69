import type { ReviewItem } from '#review/wire.ts';

/** A wording, with its masked parts marked. */
export const MaskedText = ({ parts }: Pick<ReviewItem, 'parts'>) => (
  <span dir="auto">
    {parts.map(({ text, kind }, at) => (kind === undefined ? text : <mark key={at}>{text}</mark>))}
  </span>
);
