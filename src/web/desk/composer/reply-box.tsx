import type { Ref } from 'preact';
import { CANNED_MENU_ID, optionId } from './canned-menu.tsx';
import type { CannedMenu } from './use-canned-menu.ts';
import { composerWords as words } from './words.ts';

interface ReplyBoxProps {
  box: Ref<HTMLTextAreaElement>;
  text: string;
  customer: string;
  menu: CannedMenu;
  /** The text is on its way and stays as it is. */
  isSending: boolean;
  onType: (text: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  /** @returns whether the paste held files, which then are not pasted as text */
  onPaste: (data: DataTransfer | null) => boolean;
}

/** The box itself. While the menu of canned replies is open, it says which of them Enter takes. */
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
