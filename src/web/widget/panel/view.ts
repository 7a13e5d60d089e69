import type { Signal } from '@preact/signals';
import type { CardAction } from '../client/activity.ts';
import type { ChatClient } from '../client/chat-client.ts';
import type { ResolvedSettings } from '../panel-contract.ts';
import type { Strings } from '../strings/strings.ts';

/** The props of every part of the panel: the conversation, the texts and the site's settings. */
export interface View {
  chat: ChatClient;
  strings: Strings;
  settings: ResolvedSettings;
  server: string;
  /** Origins whose pictures are shown. */
  trusted: readonly string[];
  /** Announces a text to screen readers, once. */
  announce: (text: string) => void;
  /** Whether the visitor is having the chat mailed. */
  isMailing: Signal<boolean>;
  press: (action: CardAction) => void;
  open: () => void;
  close: () => void;
}
