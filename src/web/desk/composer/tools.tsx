import { Icon } from '../shell/icon.tsx';
import { FilePicker } from './file-parts.tsx';
import { FormatButtons, type Format } from './format-buttons.tsx';
import type { ReplyFiles } from './use-files.ts';
import { composerWords as words } from './words.ts';

interface ToolsProps {
  files: ReplyFiles;
  showsPreview: boolean;
  setShowsPreview: (shows: boolean) => void;
  canSend: boolean;
  apply: (format: Format) => void;
  openCanned: () => void;
}

/** The row of buttons below the box. */
export const Tools = ({ files, showsPreview, setShowsPreview, canSend, apply, openCanned }: ToolsProps) => (
  <div class="tools">
    <FormatButtons apply={apply} />
    <button type="button" class="quiet" onClick={openCanned}>
      <span class="compact">
        <Icon name="cannedReplies" />
      </span>
      <span class="roomy">{words.cannedReplies}</span> <kbd aria-hidden="true">/</kbd>
    </button>
    <FilePicker {...files} />
    <button
      type="button"
      class="quiet"
      aria-pressed={showsPreview}
      onClick={() => setShowsPreview(!showsPreview)}
    >
      <span class="compact">
        <Icon name="preview" />
      </span>
      <span class="roomy">{words.preview}</span>
    </button>
    <button type="submit" class="button" aria-disabled={!canSend}>
      {words.send}
    </button>
  </div>
);
