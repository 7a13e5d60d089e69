import { useEffect, useState } from 'preact/hooks';
import type { DeskCannedReply } from '#desk/wire.ts';
import { api } from '../api.ts';
import { searchCannedReplies, slashSearch } from './canned-replies.ts';

/** The menu of canned replies that a slash opens. */
export interface CannedMenu {
  isOpen: boolean;
  found: readonly DeskCannedReply[];
  /** Index of the one that Enter inserts. */
  at: number;
  /** Handles a key while the menu is open. @returns whether the key was for the menu */
  onKey(key: string): boolean;
}

/**
 * Opens the menu while the box contains a slash followed by words, until Escape.
 * @param take called with the chosen reply
 */
export function useCannedMenu(text: string, take: (reply: DeskCannedReply) => void): CannedMenu {
  const [replies, setReplies] = useState<readonly DeskCannedReply[]>([]);
  const [chosenFor, setChosenFor] = useState<{ search: string | undefined; at: number }>();
  const [closedFor, setClosedFor] = useState<string>();
  const search = slashSearch(text);
  // Each search starts at its first reply at once: an effect may run only after the next key.
  const at = chosenFor?.search === search ? (chosenFor?.at ?? 0) : 0;
  const setAt = (next: number): void => setChosenFor({ search, at: next });
  const isOpen = search !== undefined && closedFor !== text;
  const found = isOpen ? searchCannedReplies(replies, search) : [];
  useEffect(() => {
    // Fetched each time it opens, to include colleagues' changes.
    if (isOpen) void api.cannedReplies().then((answer) => setReplies(answer.ok ? answer.body : []));
  }, [isOpen]);
  useEffect(() => {
    if (search !== undefined) return;
    setClosedFor(undefined);
    setChosenFor(undefined);
  }, [search]);
  const onKey = (key: string): boolean => {
    const chosen = found[at];
    if (key === 'Escape') setClosedFor(text);
    else if (key === 'ArrowDown' && found.length > 0) setAt((at + 1) % found.length);
    else if (key === 'ArrowUp' && found.length > 0) setAt((at - 1 + found.length) % found.length);
    else if ((key === 'Enter' || key === 'Tab') && chosen !== undefined) take(chosen);
    else return false;
    return true;
  };
  return { isOpen, found, at, onKey: (key) => isOpen && onKey(key) };
}
