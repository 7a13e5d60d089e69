import type { DeskChat, DeskOutcome } from '#desk/wire.ts';
import { UNDO_MS } from '../client/closing.ts';
import type { DeskClient } from '../client/desk-client.ts';
import { countOf } from '../client/unread.ts';
import { customerOf } from '../inbox/chat-summary.ts';
import { Menu, MenuItem } from '../parts/menu.tsx';
import { Icon } from '../shell/icon.tsx';
import { closingWords as words } from '../words.ts';

const others = ['follow-up', 'unsolved'] as const;

/** Closes a chat: as solved with one press, otherwise through its menu. Then opens the agent's next chat. */
export function CloseButton({ client, view, chat }: { client: DeskClient; view: string; chat: DeskChat }) {
  const { reference } = chat;
  const close = (outcome: DeskOutcome): void => {
    const stream = client.streamOf(reference);
    const [seen, watermark] = [countOf(stream), stream.watermark()];
    client.closing.close({ reference, outcome, seen, watermark });
    const next = nextOf(client, reference);
    if (next === undefined) client.router.go(view);
    else client.router.go('mine', next);
    const undo = (): void => {
      client.toasts.hide();
      if (client.closing.undo(reference)) client.router.go(view, reference);
    };
    const text = words.closed(customerOf(chat), outcome);
    client.toasts.show({ text, action: { label: words.undo, run: undo } }, UNDO_MS);
  };
  return (
    <span class="split">
      <button type="button" class="quiet" data-key="e" onClick={() => close('solved')}>
        <Icon name="check" />
        <span class="wide-label">{words.close.solved}</span>
        <span class="short-label" aria-hidden="true">
          {words.short}
        </span>
      </button>
      <Menu look="quiet split-more" label={words.otherwise} button={<Icon name="down" />}>
        {others.map((outcome) => (
          <MenuItem key={outcome} onChoose={() => close(outcome)}>
            {words.close[outcome]}
          </MenuItem>
        ))}
      </Menu>
    </span>
  );
}

/** The agent's chat to open next: one with unread messages, or else the first. */
function nextOf({ mine, unreadOf }: DeskClient, closed: string): string | undefined {
  const left = mine.value.filter(({ reference }) => reference !== closed);
  return (left.find((chat) => unreadOf(chat) > 0) ?? left[0])?.reference;
}
