/** Words that begin a question or a request of its own after "and" or a comma. */
const starter =
  "how|what|which|who|whom|when|where|why|is|are|was|were|am|can|could|do|does|did|will|would|should|shall|may|has|have|tell me|show me|explain|give me|i want|i need|i would like|i'd like|let me|talk to|please";
const afterAnd = new RegExp(
  String.raw`[,;]?\s+(?:and|also|but|plus|oh and|and also|as well as)\s+(?=(?:also\s+)?(?:${starter})\b)`,
  'gi',
);
const asks = new RegExp(
  String.raw`\?\s*$|^\s*(?:and\s+|also\s+|so\s+|but\s+|ok\s+|please\s+)*(?:${starter})\b`,
  'i',
);

/** A part of a message that may be a question of its own. */
export interface Part {
  text: string;
  /** It ends in a question mark or begins as questions and requests do. */
  asks: boolean;
}

/** Each part costs a reading of its own; nobody asks more at once. */
const mostParts = 12;

/** Of too many parts those at the beginning and at the end: a question rarely stands in the middle of a long story. */
function beginningAndEnd(parts: readonly string[]): readonly string[] {
  if (parts.length <= mostParts) return parts;
  return [...parts.slice(0, mostParts / 2), ...parts.slice(-mostParts / 2)];
}

/**
 * Cuts a message where a new question may begin: after a sentence, and before "and how …", "also, is …".
 * Cutting decides nothing: only parts that are surely understood on their own are answered on their own.
 */
export function cutQuestions(text: string): Part[] {
  const parts = text
    // "Does it work with this one? Or do I need another?" is one question with two ends.
    .split(/(?<=[.?!;])\s+(?!or\b)|\n+/i)
    .flatMap((sentence) => sentence.split(afterAnd))
    .map((part) => part.trim())
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
  return beginningAndEnd(parts).map((part) => ({ text: part, asks: asks.test(part) }));
}
