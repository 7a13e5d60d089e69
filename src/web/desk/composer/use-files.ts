import { useState } from 'preact/hooks';
import { pastedFiles } from '#web/common/transferred-files.ts';
import { refusalText } from '#web/widget/panel/parts/chosen-files.tsx';
import * as strings from '#web/widget/strings/en.ts';
import type { Drafts } from '../client/drafts.ts';

/** The files attached to a reply. */
export interface ReplyFiles {
  files: readonly File[];
  /** Why they cannot be sent; undefined if they can. */
  problem: string | undefined;
  add: (more: Iterable<File>) => void;
  remove: (file: File) => void;
  clear: () => void;
  /** Adds the files of a paste. @returns whether there were any */
  paste: (data: DataTransfer | null) => boolean;
}

/** Keeps the files with the reply's draft while another chat is open. @param about what it replies to */
export function useFiles(drafts: Drafts, about: string): ReplyFiles {
  const [files, setFiles] = useState(() => drafts.files(about));
  const change = (next: (before: readonly File[]) => readonly File[]): void => {
    drafts.keepFiles(about, next(drafts.files(about)));
    setFiles(drafts.files(about));
  };
  const add = (more: Iterable<File>): void => change((before) => [...before, ...more]);
  return {
    files,
    problem: refusalText(files, strings),
    add,
    remove: (file) => change((before) => before.filter((each) => each !== file)),
    clear: () => change(() => []),
    paste(data) {
      const given = pastedFiles(data);
      add(given);
      return given.length > 0;
    },
  };
}
