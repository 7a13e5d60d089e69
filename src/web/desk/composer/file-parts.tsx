import { acceptedTypes } from '#web/widget/client/refusal.ts';
import { Icon } from '../shell/icon.tsx';
import { composerWords as words } from './words.ts';
import type { ReplyFiles } from './use-files.ts';

/** The files attached to a reply, each with a button to remove it, and why they cannot be sent. */
export function ChosenFiles({ files, problem, remove }: ReplyFiles) {
  return (
    <>
      {files.length > 0 && (
        <ul class="chosen-files" aria-label={words.files}>
          {files.map((file, at) => (
            <li key={`${file.name} ${at}`} class="pill">
              <span dir="auto">{file.name}</span>
              <button type="button" aria-label={words.removeFile(file.name)} onClick={() => remove(file)}>
                ✕
              </button>
            </li>
          ))}
        </ul>
      )}
      <p class="problem" role="alert">
        {problem}
      </p>
    </>
  );
}

/** The button that attaches files to a reply. */
export const FilePicker = ({ add }: ReplyFiles) => (
  <label class="quiet pick-files">
    <span class="compact">
      <Icon name="attach" />
    </span>
    <span class="roomy">{words.attach}</span>
    <input
      type="file"
      multiple
      accept={acceptedTypes}
      class="unseen"
      onChange={({ currentTarget }) => {
        add(currentTarget.files ?? []);
        currentTarget.value = '';
      }}
    />
  </label>
);
