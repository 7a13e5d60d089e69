/** Words of anger at us, our devices or this chat. Each alone is plain enough. */
const angry =
  /\b(useless|worthless|ridiculous|pathetic|unacceptable|outrageous|disgrace(ful)?|appalling|disgusting|rip-?off|scam(med)?|furious|fuming|pissed( off)?|fed up|sick of (this|you|it|your)|sick and tired|had enough|waste of (my )?(time|money)|worst (\w+ ){0,2}(ever|company|support|product|service)|(terrible|horrible|awful|lousy) (\w+ )?(support|service|product|company|bot|app)|stupid (\w+ )?(bot|thing|machine|app|router)|you (are|'re) (an? )?(idiots?|stupid|no help|not helping)|wtf|what the (hell|f\w+)|bull ?shit|fuck\w*|bloody hell|crap)\b/i;

/** A shouted message: several words, nearly all of it in capitals, and a mark at its end that says so. */
function isShouted(utterance: string): boolean {
  const letters = utterance.replaceAll(/[^a-z]/gi, '');
  const capitals = utterance.replaceAll(/[^A-Z]/g, '');
  const words = utterance.split(/\s+/).length;
  return (
    words >= 4 &&
    letters.length >= 12 &&
    capitals.length / letters.length > 0.8 &&
    /!{2,}|\?!|!\?/.test(utterance)
  );
}

/** Whether a message is plainly upset. Meant to miss the mildly annoyed rather than to accuse the calm. */
export const isUpset = (utterance: string): boolean => angry.test(utterance) || isShouted(utterance);
