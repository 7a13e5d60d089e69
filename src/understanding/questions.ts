import { withoutPadding } from './padding.ts';

/** Words that begin a separate question or request after "and" or a comma. */
const starter =
  "how|what|whats|what's|which|who|whom|when|where|wheres|where's|why|whether|is|isn't|are|was|were|am|can|could|do|does|did|will|would|should|shall|may|must|has|have|tell me|show me|explain|give me|i want|i need|i would like|i'd like|let me|talk to|please";
/** Those that begin a question anywhere. */
const asking = "how|what|what's|which|who|when|where|where's|why|whether";
const filler = String.raw`(?:(?:um|uh|er|erm|also|then|please|like|so|if (?:yes|so|not),?)\s+)*`;

/** Places inside a sentence where a new question may begin. */
const insideSentence = [
  // "and how …", "& can I …", "plus, is …"
  new RegExp(
    String.raw`[,;]?\s+(?:and|n|also|but|plus|&|\+|oh and|and also|as well as|then)[\s,]+(?=${filler}(?:${starter})\b)`,
    'gi',
  ),
  // "what is KRACK, is my ENS500 hit": only after three words (the lookahead for a mark comes first, to save time)
  /(?=\s*[,;:]\s)(?<=\S\s+\S+\s+\S+)\s*[,;:]\s+(?=(?:is|are|am|can|does|do|did|will|should) \w+ \w+)/gi,
  // "two problems: the app will not connect …"
  /(?=\s*[:;,–-]\s)(?<=\b(?:two|three|four|few|some|several|[2-5]|these|following) (?:\w+ )?(?:things?|questions?|problems?|issues?|points?)\b[^:;,.?!]{0,20})\s*[:;,–-]\s+/gi,
  // "forget it, get me somebody"
  /\s*[,;:]\s+(?=(?:get|give|let|put|connect|call|show|tell) \w+ \w+)/gi,
  // ", which routers …", ": is it …"
  new RegExp(String.raw`\s*[,;:]\s+(?=${filler}(?:${asking})\b)`, 'gi'),
  // "that's not it, I want to …"
  /\s*[,;:]\s+(?=i (?:want(?:ed)?|need(?:ed)?|meant|would like|was asking|asked)\b)/gi,
  // "I don't want a person I want the patch"
  /(?<=\b(?:don['’]?t|do not|not|never) (?:want|need|asked?(?: for)?|asking for)\b[^.,;:?!]{0,40})[\s,]+(?=(?:but |just )?(?:i (?:just |only |really )?(?:want|need|asked|am asking)\b|(?:just )?(?:tell|give|show) me\b))/gi,
  // "ESR900 - is it patched"
  new RegExp(String.raw`\s+[-–—]+\s+(?=${filler}(?:${starter})\b)`, 'gi'),
  // "…, and only one of them …": a separate clause
  /\s*[,;]\s+(?:and|but|also|plus)\s+(?=(?:\S+\s+){3})/gi,
  // "the sound is too low and EnTalk keeps ringing": two complaints
  /(?<=\S\s+\S+)\s+(?:and|but|also|plus)\s+(?=\S+ (?:keeps?|never|always|only|just|won['’]?t|doesn['’]?t|don['’]?t|isn['’]?t|aren['’]?t|can['’]?t|cannot|drops?|stops?|fails?|crashes|freezes|is (?:too|so|not|always|very|way)) \S)/gi,
  // "the sound is too low and I only get alarms of one": two complaints
  /\s+(?:and|but|also|plus)\s+(?=(?:i|we|my|our|it|the)\s+(?:\S+\s+){3})/gi,
  // "second question:", "by the way"
  /(?<![\s,;:.])[\s,;:.]+(?=(?:secondly|thirdly|(?:another|second|third|next|other|last|final) question|one more (?:question|thing)|by the way|btw|oh and|additionally)\b)/gi,
];

/** "1) … 2) …", "- …": a list with or without one question per line. */
const marker = /(?:^|[\s:;,.?!])(?:\(?\d{1,2}[.):]|[a-d]\)|[-*•–](?=\s\S))\s+/g;
const isList = (line: string): boolean =>
  [...line.matchAll(/(?:^|\s)\(?(?:\d{1,2}[.):]|[a-d]\))\s/g)].length > 1;
/** Begins an item of a list that has one item per line. */
const itemMark = /^\s*(?:[-*•–]\s+|\(?\d{1,2}[.):]\s+|\(?(?:\d{1,2}|[a-d])\)\s*)(?=\S)/;

const asks = new RegExp(
  String.raw`\?\s*$|^\s*(?:(?:and|also|so|but|ok|okay|please|hi|hello|hey|well|now|then|um|uh|wait|actually|first|no|if (?:yes|so|not))[\s,]+)*(?:${starter})\b|\b(?:wonder(?:s|ed|ing)?|curious|(?:like|want|need|wish)(?:s|ed)? to know|(?:tell|advise|let) (?:me|us)|any idea|(?:asks?|asked|confirm|check|find out|sure|unsure|unclear|know) (?:me |us )?(?:if|whether))\b`,
  'i',
);
/** "Also my camera is too quiet": one more request, however it is worded. */
const adds =
  /^\W*(?:and |oh,? )?(?:also|plus|besides|additionally|in addition|secondly|thirdly|another (?:thing|question|issue|problem)|(?:second|third|last|other) (?:thing|question|issue|problem)|one more (?:thing|question))\b\W*(?:\S+\s+){2}\S/i;
const beginsAsking = new RegExp(String.raw`^(?:${starter})\b`, 'i');
const isAsking = (part: string): boolean =>
  asks.test(part) || adds.test(part) || beginsAsking.test(withoutPadding(part));

/** A part of a message that may be a separate question. */
export interface Part {
  text: string;
  /** It ends in a question mark or begins like a question or request. */
  asks: boolean;
}

/** Each part has to be read separately, and nobody asks more at once. */
const mostParts = 12;

/** Keeps the first and last of too many parts: a question rarely sits in the middle of a long story. */
function beginningAndEnd(parts: readonly string[]): readonly string[] {
  if (parts.length <= mostParts) return parts;
  return [...parts.slice(0, mostParts / 2), ...parts.slice(-mostParts / 2)];
}

/** Most patterns cut nothing, and testing for that is cheaper than splitting. */
const cutAt = (parts: string[], pattern: RegExp): string[] =>
  parts.some((part) => part.search(pattern) >= 0) ? parts.flatMap((part) => part.split(pattern)) : parts;

/** The items of a list in a message; each counts as asked. */
function itemsOf(lines: readonly string[]): string[] {
  const ofLines = lines.filter((line) => itemMark.test(line) && !isList(line));
  return [
    ...lines.filter(isList).flatMap((line) => line.split(marker).slice(1)),
    ...(ofLines.length > 1 ? ofLines.map((line) => line.replace(itemMark, '')) : []),
  ].map((item) => item.trim());
}

/**
 * Cuts a message where a new question may begin: at line breaks, list numbers and ends of sentences, and inside a
 * sentence before "and how …", ", which …". Cutting decides nothing: reading the parts decides what they mean.
 */
export function cutQuestions(text: string): Part[] {
  const lines = text.split(/\n+/);
  const listed = new Set(itemsOf(lines));
  let parts = lines
    .flatMap((line) => (isList(line) ? line.split(marker) : [line.replace(itemMark, '')]))
    // "Does it work with this one? Or do I need another?" is one question in two sentences.
    .flatMap((line) => line.split(/(?<=[.?!;])\s+(?!or\b)/i));
  for (const pattern of insideSentence) parts = cutAt(parts, pattern);
  parts = parts.map((part) => part.trim()).filter((part) => /[\p{L}\p{N}]/u.test(part));
  return beginningAndEnd(parts).map((part) => ({ text: part, asks: listed.has(part) || isAsking(part) }));
}

/** Whether any part of a message is worded as a question or a request. */
export const asksAnything = (text: string): boolean => cutQuestions(text).some((part) => part.asks);

const twoThings =
  /\b((?:a|an|the|my|our|another|one|more)\s+\w+),?\s+(?:and|&)\s+((?:a|an|the|my|our|another|one|more)\s+\w+),?/i;

/**
 * Splits "How do I add a camera and a router?" into the two questions that it contains; empty if it does not join two
 * things.
 */
export function questionsOfEach(text: string): string[] {
  const match = twoThings.exec(text);
  if (match === null) return [];
  const [both, first, second] = match;
  return [first!, second!].map((one) => text.replace(both, one));
}
