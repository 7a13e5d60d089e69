import { positionChanged } from '../chat-notices.ts';
import { canClaimNow, expectedWait, MEASURED_WAITS } from '../queue.ts';
import { changeWaiting, type QueueContext } from './queue-context.ts';

/** Tells each customer whose position has changed the new one. */
export async function announcePositions(context: QueueContext, now: Date): Promise<void> {
  const { chats, presences, rules } = context;
  const waiting = await chats.waiting();
  const moved = waiting.filter((chat, at) => chat.announcedPosition !== at + 1);
  if (moved.length === 0) return;
  const isSomebodyFree = canClaimNow(await presences.list(), await chats.connected(), { ...rules, now });
  const claimed = isSomebodyFree ? await chats.lastClaimed(MEASURED_WAITS) : [];
  for (const chat of moved) {
    const position = waiting.indexOf(chat) + 1;
    await changeWaiting(context, chat, {
      patch: { announcedPosition: position },
      line: positionChanged(chat, position, expectedWait(claimed, position)),
      isStill: ({ announcedPosition }) => announcedPosition === chat.announcedPosition,
    });
  }
}
