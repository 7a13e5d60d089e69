const words = ['1|first|1st', '2|second|2nd', '3|third|3rd', '4|fourth|4th', '5|fifth|5th', '6|sixth|6th'];
const numbers = ['one', 'two', 'three', 'four', 'five', 'six'];
const lead = String.raw`^\W*(?:(?:yes|ok(?:ay)?|please|i (?:mean|meant|want|choose|pick|take)|i would like|i['’]d like)\b\W*)*`;
const end = String.raw`(?: one| option)?(?:\W+(?:please|pls|then|thanks|thank you))*\W*$`;
/** "The second one", "option 2, please"; a number in words only by itself or after "option": "that one" is no first. */
const places = words.map(
  (word, at) =>
    new RegExp(
      String.raw`${lead}(?:(?:the |option |number |no\.? ?|#)?(?:${word})|(?:option |number )?${numbers[at]})${end}`,
      'i',
    ),
);
const last = new RegExp(String.raw`${lead}(?:the )?last${end}`, 'i');

/** Which of `count` things a reply picks by position ("the second one", "3", "the last"), counted from 0. */
export function positionIn(text: string, count: number): number | undefined {
  if (last.test(text)) return count - 1;
  const at = places.findIndex((place) => place.test(text));
  return at >= 0 && at < count ? at : undefined;
}
