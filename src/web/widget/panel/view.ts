import type { CardAction } from '../client/activity.ts';
import type { ChatClient } from '../client/chat-client.ts';
import type { ResolvedSettings } from '../panel-contract.ts';
import type { Strings } from '../strings/strings.ts';

/** What every part of the panel is given: the conversation, the words, and the site's settings. */
export interface View {
  chat: ChatClient;
  strings: Strings;
  settings: ResolvedSettings;
  server: string;
  /** Origins whose pictures are shown. */
  trusted: readonly string[];
  /** Says something to who listens to the screen; once. */
  announce: (text: string) => void;
  press: (action: CardAction) => void;
  close: () => void;
}
