import { EntryList, type EntryListProps } from './entry-list.tsx';
import { EntryPane } from './entry-pane.tsx';
import { listWords as words } from './words.ts';

/** The list, and the open entry. */
export const EntriesPage = (props: EntryListProps) => (
  <div class="studio-entries">
    <EntryList {...props} />
    <div class="studio-open">
      {props.reference === undefined ? (
        <p class="middle soft">
          {words.nothingOpen} <kbd>j</kbd>
        </p>
      ) : (
        <EntryPane
          key={props.reference}
          {...props}
          section={props.section ?? ''}
          reference={props.reference}
        />
      )}
    </div>
  </div>
);
