import { useState } from 'preact/hooks';
import type { MessageEntry } from '#web/widget/client/chat-client.ts';
import { messageText } from '../content/message-text.ts';
import type { View } from '../view.ts';
import { Icon, type IconName } from './icon.tsx';

export interface ToolsProps {
  entry: MessageEntry;
  view: View;
}

/** The buttons under an answer: did it help, and copy. */
export const Tools = (props: ToolsProps) => (
  <div class="tools">
    <Feedback {...props} />
    {'clipboard' in navigator && <Copy {...props} />}
  </div>
);

function Feedback({ entry, view: { chat, strings, announce } }: ToolsProps) {
  const rate = (helpful: boolean) => () => {
    if (entry.helpful === helpful) return;
    chat.giveFeedback(entry, helpful);
    announce(strings.thanks);
  };
  return (
    <div class="feedback" role="group" aria-label={strings.didThisHelp}>
      <Tool name={strings.helpful} icon="up" isOn={entry.helpful === true} onClick={rate(true)} />
      <Tool name={strings.notHelpful} icon="down" isOn={entry.helpful === false} onClick={rate(false)} />
      {entry.helpful !== undefined && <span aria-hidden="true">{strings.thanks}</span>}
    </div>
  );
}

function Copy({ entry, view: { strings, announce } }: ToolsProps) {
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(messageText(entry));
      setCopied(true);
      announce(strings.copied);
    } catch {
      setCopied(false);
    }
  };
  return (
    <Tool
      name={isCopied ? strings.copied : strings.copy}
      icon={isCopied ? 'check' : 'copy'}
      onClick={() => void copy()}
    />
  );
}

interface ToolProps {
  name: string;
  icon: IconName;
  /** For a button that stays pressed. */
  isOn?: boolean;
  onClick: () => void;
}

const Tool = ({ name, icon, isOn, onClick }: ToolProps) => (
  <button
    type="button"
    class="icon-button"
    {...(isOn === undefined ? {} : { 'aria-pressed': isOn })}
    aria-label={name}
    title={name}
    onClick={onClick}
  >
    <Icon name={icon} fill={isOn === true} />
  </button>
);
