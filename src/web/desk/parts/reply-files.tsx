import { acceptedTypes } from '#web/widget/client/refusal.ts';

interface ReplyFilesProps {
  files: readonly File[];
  setFiles: (files: readonly File[]) => void;
}

/** The files attached to a reply, each with a button to remove it. */
export function ChosenFiles({ files, setFiles }: ReplyFilesProps) {
  if (files.length === 0) return null;
  return (
    <ul class="chosen-files" aria-label="Files">
      {files.map((file) => (
        <li key={file.name}>
          {file.name}{' '}
          <button
            type="button"
            class="quiet"
            aria-label={`Remove ${file.name}`}
            onClick={() => setFiles(files.filter((each) => each !== file))}
          >
            ✕
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The button that attaches files to a reply. */
export function FilePicker({ files, setFiles }: ReplyFilesProps) {
  return (
    <label class="quiet pick-files">
      Files
      <input
        type="file"
        multiple
        accept={acceptedTypes}
        class="unseen"
        onChange={({ currentTarget }) => {
          setFiles([...files, ...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
    </label>
  );
}
