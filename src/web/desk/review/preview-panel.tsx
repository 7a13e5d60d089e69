import type { ReviewPreview } from '#review/wire.ts';
import { takeWords as words } from './words.ts';

type Verdict = ReviewPreview['expected'][number]['verdict'];
type Change = ReviewPreview['recent'][number] & { verdict?: Verdict };

const looks: Record<Verdict, string> = { right: 'good', wrong: 'danger', 'still-wrong': '' };

const readAs = ({ titles, certainty }: Change['after']): string =>
  certainty === 'sure' ? titles.join(', ') : words.certainty[certainty];

const Changes = ({ title, changes }: { title: string; changes: readonly Change[] }) => (
  <>
    <p>{title}</p>
    <ul class="review-changes">
      {changes.map(({ text, before, after, verdict }) => (
        <li key={text}>
          <span dir="auto">“{text}”</span>{' '}
          {verdict !== undefined && <span class={`pill ${looks[verdict]}`}>{words.verdict[verdict]}</span>}
          <span class="soft review-readings">
            <span class="unseen">{words.from}: </span>
            {readAs(before)} → <span class="unseen">{words.to}: </span>
            {readAs(after)}
          </span>
        </li>
      ))}
    </ul>
  </>
);

/** What adding the wordings would change or, while that is being checked, the progress. */
export function PreviewPanel({
  preview,
  seconds,
  usual,
}: {
  preview: ReviewPreview | undefined;
  seconds: number;
  usual: number | undefined;
}) {
  if (preview === undefined)
    return (
      <div class="review-preview">
        <progress
          aria-label={words.checking(seconds, usual)}
          {...(usual && { max: usual, value: seconds })}
        />
        <p class="soft" aria-hidden="true">
          {words.checking(seconds, usual)}
        </p>
      </div>
    );
  const { phrases, expected, expectedChecked, recent, recentChanged, recentChecked, chance } = preview;
  const isUnchanged = expected.length === 0 && recentChanged === 0;
  return (
    <div class="review-preview" role="status">
      {phrases === 0 && <p>{words.nothing}</p>}
      {isUnchanged && <p>{words.unchanged(expectedChecked, recentChecked)}</p>}
      {expected.length > 0 && (
        <Changes title={words.changedExpected(expected.length, expectedChecked)} changes={expected} />
      )}
      {recentChanged > 0 && (
        <Changes title={words.changedRecent(recentChanged, recentChecked)} changes={recent} />
      )}
      {chance > 0 && <p class="soft">{words.chance(chance)}</p>}
    </div>
  );
}
