import type { Ref } from 'preact';
import { CANNED_MENU_ID, optionId } from './canned-menu.tsx';
import type { CannedMenu } from './use-canned-menu.ts';
import { composerWords as words } from './words.ts';

interface ReplyBoxProps {
  box: Ref<HTMLTextAreaElement>;
  text: string;
  customer: string;
  menu: CannedMenu;
  /** Whether the text is being sent and must not change. */
  isSending: boolean;
  onType: (text: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  /** @returns whether the clipboard held files, which are then not pasted as text */
  onPaste: (data: DataTransfer | null) => boolean;
}

/** The text box. While the menu of canned replies is open, it tells screen readers which one Enter inserts. */
export const ReplyBox = ({
  box,
  text,
  customer,
  menu,
  isSending,
  onType,
  onKeyDown,
  onPaste,
}: ReplyBoxProps) => (
  <textarea
    ref={box}
    rows={3}
    dir="auto"
    aria-label={words.reply}
    readOnly={isSending}
    aria-autocomplete="list"
    {...(menu.isOpen ? { 'aria-controls': CANNED_MENU_ID, 'aria-activedescendant': optionId(menu.at) } : {})}
    placeholder={words.placeholder(customer)}
    value={text}
    onInput={({ currentTarget }) => onType(currentTarget.value)}
    onKeyDown={onKeyDown}
    onPaste={(event) => {
      if (onPaste(event.clipboardData)) event.preventDefault();
    }}
  />
);
