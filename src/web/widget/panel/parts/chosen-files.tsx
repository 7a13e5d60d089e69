import { refusalOf } from '#web/widget/client/refusal.ts';
import { fill, type Strings } from '#web/widget/strings/strings.ts';
import { megabytes } from '../dates.ts';
import { Icon } from './icon.tsx';

/** Why these files cannot be sent; undefined if they can. */
export function refusalText(files: readonly File[], strings: Strings): string | undefined {
  const refusal = refusalOf(files);
  switch (refusal?.why) {
    case 'too-many-files':
      return fill(strings.tooManyFiles, { count: refusal.most });
    case 'too-large':
      return fill(strings.fileTooLarge, { size: megabytes(refusal.mostBytes) });
    case 'file-type':
      return fill(strings.fileType, { name: refusal.name });
    default:
      return undefined;
  }
}

/** The files of the next message, each with a button to remove it. */
export const ChosenFiles = ({
  files,
  strings,
  remove,
}: {
  files: readonly File[];
  strings: Strings;
  remove: (file: File) => void;
}) => (
  <ul class="chosen">
    {files.map((file) => (
      <li key={`${file.name} ${file.size} ${file.lastModified}`}>
        <span>{file.name}</span>
        <button
          type="button"
          class="icon-button"
          aria-label={fill(strings.removeFile, { name: file.name })}
          onClick={() => remove(file)}
        >
          <Icon name="close" />
        </button>
      </li>
    ))}
  </ul>
);
