import { useState } from 'preact/hooks';
import { pastedFiles } from '#web/common/transferred-files.ts';
import { refusalText } from '#web/widget/panel/parts/chosen-files.tsx';
import * as strings from '#web/widget/strings/en.ts';

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

export function useFiles(): ReplyFiles {
  const [files, setFiles] = useState<readonly File[]>([]);
  const add = (more: Iterable<File>): void => setFiles((before) => [...before, ...more]);
  return {
    files,
    problem: refusalText(files, strings),
    add,
    remove: (file) => setFiles((before) => before.filter((each) => each !== file)),
    clear: () => setFiles([]),
    paste(data) {
      const given = pastedFiles(data);
      add(given);
      return given.length > 0;
    },
  };
}
