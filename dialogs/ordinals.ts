const words = ['1|first|1st', '2|second|2nd', '3|third|3rd', '4|fourth|4th', '5|fifth|5th', '6|sixth|6th'];
const places = words.map(
  (word) => new RegExp(String.raw`^\W*(?:the |option |number )?(?:${word})(?: one| option)?\W*$`, 'i'),
);
const last = /^\W*(?:the )?last(?: one| option)?\W*$/i;

/** Which of `count` things a reply picks by position ("the second one", "3", "the last"), counted from 0. */
export function positionIn(text: string, count: number): number | undefined {
  if (last.test(text)) return count - 1;
  const at = places.findIndex((place) => place.test(text));
  return at >= 0 && at < count ? at : undefined;
}
