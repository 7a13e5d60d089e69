import { files } from '#knowledge/content.ts';
import type { EntryKind } from './entry.ts';

/** Where documents store the entries of a kind. */
export interface Collection {
  kind: EntryKind;
  /** A document, or the folder of several documents. */
  place: string;
  /** The field of the document that contains the entries; undefined: the document itself. */
  field?: string;
  /**
   * How entries are identified. A field name: by that field of a list's items; `keys`: by the keys of a map; `whole`:
   * the document is the entry, identified by its `id`; `field`: the whole field is the entry, identified by the field's
   * name.
   */
  by: 'id' | 'name' | 'code' | 'keys' | 'whole' | 'field';
}

/** All kinds, in the order in which documents store them. */
export const collections: readonly Collection[] = [
  { kind: 'answer', place: files.answers, field: 'answers', by: 'id' },
  { kind: 'phrases', place: files.phrases, by: 'keys' },
  { kind: 'advisory', place: files.advisories, by: 'whole' },
  { kind: 'source', place: files.sources, by: 'id' },
  { kind: 'app', place: files.vocabulary, field: 'apps', by: 'name' },
  { kind: 'device', place: files.vocabulary, field: 'otherDevices', by: 'name' },
  { kind: 'makers', place: files.vocabulary, field: 'otherMakers', by: 'field' },
  { kind: 'vulnerabilities', place: files.vocabulary, field: 'otherVulnerabilities', by: 'field' },
  { kind: 'opening', place: files.smallTalk, field: 'scope', by: 'field' },
  { kind: 'opening', place: files.smallTalk, field: 'firstQuestions', by: 'field' },
  { kind: 'small-talk', place: files.smallTalk, field: 'replies', by: 'id' },
  { kind: 'language', place: files.languages, by: 'code' },
  { kind: 'expected-question', place: 'expected', field: 'questions', by: 'id' },
  { kind: 'expected-conversation', place: 'expected', field: 'conversations', by: 'id' },
];

/** Whether a collection is stored in several documents of a folder. */
export const isFolder = ({ place }: Collection): boolean => !place.endsWith('.yaml');

/** Whether a document contains entries of a collection. */
export const isIn = (document: string, collection: Collection): boolean =>
  isFolder(collection)
    ? document.startsWith(`${collection.place}/`) && document.endsWith('.yaml')
    : document === collection.place;

/** The collection of an entry; undefined if no document of this name contains such an entry. */
export const collectionOf = (document: string, kind: EntryKind, id: string): Collection | undefined =>
  collections.find(
    (each) => each.kind === kind && isIn(document, each) && (each.by !== 'field' || each.field === id),
  );
