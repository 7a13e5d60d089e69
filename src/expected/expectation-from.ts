import type { Activity } from '#bot-framework/activity.ts';
import { answersIn, asksIn, statusesStated, statusTableOf, UNNAMED } from '#evaluation/judge.ts';
import { PATCH_STATUS } from '#evaluation/labelled-utterance.ts';
import { observe, type ObservedReply } from '#evaluation/observed-reply.ts';
import type { Expectation } from '#knowledge/expected-schema.ts';
import { smallTalkIntents } from '#knowledge/intents.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { plainText } from '#text/plain-text.ts';

const social: ReadonlySet<string> = new Set(smallTalkIntents);

/** The expectation that these replies meet: an editor who finds them right can keep them as expected. */
export function expectationFrom(activities: readonly Partial<Activity>[], knowledge: Knowledge): Expectation {
  const replies = activities.map(observe);
  const stated = answersIn(replies);
  // Small talk may come with any answer.
  const facts = stated.filter((id) => !social.has(id) && id !== UNNAMED);
  const [answer, ...also] = facts.length > 0 ? facts : stated.filter((id) => id !== UNNAMED);
  if (answer !== undefined)
    return {
      answer,
      ...(also.length > 0 ? { also } : {}),
      ...(facts.includes(PATCH_STATUS) ? modelsIn(replies, knowledge) : {}),
    };
  if (stated.length > 0) return { says: [firstLineOf(replies[0])] };
  return asksIn(replies) ? { asks: true } : { declines: true };
}

const firstLineOf = (reply: ObservedReply | undefined): string =>
  plainText(reply?.text ?? '').split('\n')[0] ?? '';

function modelsIn(
  replies: readonly ObservedReply[],
  knowledge: Knowledge,
): Pick<Expectation, 'models' | 'unlisted'> {
  const models = [...statusesStated(replies, statusTableOf(knowledge)).keys()];
  return models.length > 0 ? { models } : { unlisted: true };
}
