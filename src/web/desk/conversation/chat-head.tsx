import type { Ref } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import type { DeskClient } from '../client/desk-client.ts';
import { customerOf } from '../inbox/chat-summary.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Menu, MenuItem } from '../parts/menu.tsx';
import { Icon } from '../shell/icon.tsx';
import { hrefOf } from '../shell/router.ts';
import { talkWords as words, shellWords } from '../words.ts';
import { CloseButton } from './close-button.tsx';
import type { Standing } from './standing.ts';
import { TransferDialog } from './transfer-dialog.tsx';

interface ChatHeadProps {
  client: DeskClient;
  view: string;
  standing: Standing;
  heading: Ref<HTMLHeadingElement>;
}

/** The customer's name, and the chat's actions. */
export function ChatHead({ client, view, standing, heading }: ChatHeadProps) {
  const { chat } = standing;
  const customer = customerOf(chat);
  return (
    <div class="talk-head">
      <a class="icon-button back" href={hrefOf(view)} role="button" aria-label={shellWords.back}>
        <Icon name="back" />
      </a>
      <Avatar name={customer} id={chat.userId} />
      <div class="talk-who">
        <h2 tabIndex={-1} ref={heading} dir="auto" translate={false}>
          {customer}
        </h2>
        <p class="soft">
          {chat.mood === 'upset' && <span class="pill danger">{words.upset}</span>} {chat.models.join(', ')}
        </p>
      </div>
      <Actions client={client} view={view} standing={standing} />
      <button
        type="button"
        class="icon-button aside-button"
        aria-label={shellWords.aside}
        title={shellWords.aside}
        data-key="i"
        aria-expanded={client.showsAside.value}
        onClick={() => {
          client.showsAside.value = !client.showsAside.value;
        }}
      >
        <Icon name="aside" />
      </button>
    </div>
  );
}

function Actions({ client, view, standing }: Omit<ChatHeadProps, 'heading'>) {
  const { chat, state, isMine, maySpeak } = standing;
  const { reference } = chat;
  const [isTransferring, setTransferring] = useState(false);
  const returnToBot = async (): Promise<void> => {
    const answer = await api.transfer(reference, { to: 'bot' }, '');
    client.tell(answer.ok ? '' : answer.problem);
    if (answer.ok) client.router.go(view);
  };
  if (state === 'waiting')
    return (
      <button type="button" class="button" onClick={() => void client.claim(reference)}>
        {words.claim} <kbd aria-hidden="true">c</kbd>
      </button>
    );
  if (!maySpeak) return null;
  return (
    <>
      {!isMine && (
        <button type="button" class="quiet" onClick={() => void client.claim(reference, { takeOver: true })}>
          {words.takeOver}
        </button>
      )}
      <CloseButton client={client} view={view} chat={chat} />
      <Menu look="icon-button" label={words.more} button={<Icon name="more" />}>
        <MenuItem onChoose={() => setTransferring(true)}>{words.transfer}</MenuItem>
        <MenuItem onChoose={() => void returnToBot()}>{words.returnToBot}</MenuItem>
      </Menu>
      {isTransferring && (
        <TransferDialog
          client={client}
          reference={reference}
          onClose={() => setTransferring(false)}
          onDone={() => client.router.go(view)}
        />
      )}
    </>
  );
}
