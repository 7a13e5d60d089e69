const lead = String.raw`^\W*(?:(?:oh|ok(?:ay)?|no|nah|well|actually|sorry|please|wait|hm+|stop)\b\W*){0,3}`;
const leave = String.raw`(?:(?:forget|leave|cancel|drop|scrap|skip|scratch|stop|ignore|never ?mind|nvm)\b(?: about)?(?: (?:it|that|this|the \w+(?: \w+)?|all (?:that|this)))?|(?:something|another thing) else(?: first| instead)?|different question|new question|other question|i have (?:another|a different) question)`;
const dropsQuestion = new RegExp(String.raw`${lead}${leave}\s*[,.;:!–—-]+\s*(?=\S+\s+\S+)`, 'i');

/** What a message asks after dropping the open question ("forget it, how do I …"); undefined if it drops none. */
export function askedInstead(utterance: string): string | undefined {
  const match = dropsQuestion.exec(utterance);
  return match === null ? undefined : utterance.slice(match[0].length);
}
