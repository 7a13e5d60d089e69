import { z } from 'zod';
import { type Activity, ActivityTypes } from '#bot-framework/activity.ts';
import type { BotChannelData, ClientEventName, FeedbackValue } from '#bot/channel-data.ts';
import type { RecordedTurn } from '../botframework/inbox.ts';

/** Teams' thumbs under an answer. The comment that people can add is not read. */
const thumbSchema = z.looseObject({
  actionName: z.literal('feedback'),
  actionValue: z.looseObject({ reaction: z.enum(['like', 'dislike']) }),
});

const isThumb = ({ type, name }: Activity): boolean =>
  type === ActivityTypes.Invoke && name === 'message/submitAction';

const FEEDBACK: ClientEventName = 'feedback';

/** Finds the stored activity, as JSON, by the channel's id; undefined if there is none. */
export type FindSent = (conversationId: string, sentId: string) => Promise<string | undefined>;

function answerIn(body: string | undefined): string | undefined {
  const { channelData } = (body === undefined ? {} : JSON.parse(body)) as { channelData?: BotChannelData };
  return channelData?.reply?.answerId;
}

/** Turns Teams' thumbs into the web chat's feedback event, which says whether an answer helped. */
export const withFeedbackLoop =
  (turn: RecordedTurn, findSent: FindSent): RecordedTurn =>
  async (context, delivery) => {
    const { activity } = context;
    if (!isThumb(activity)) {
      await turn(context, delivery);
      return;
    }
    await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status: 200, body: {} } });
    const thumb = thumbSchema.safeParse(activity.value).data;
    const activityId = activity.replyToId ?? '';
    const answerId = answerIn(await findSent(delivery.conversationId, activityId));
    if (thumb === undefined || answerId === undefined) return;
    const value: FeedbackValue = {
      answerId,
      helpful: thumb.actionValue.reaction === 'like',
      activityId,
    };
    Object.assign(activity, { type: ActivityTypes.Event, name: FEEDBACK, value });
    await turn(context, delivery);
  };
