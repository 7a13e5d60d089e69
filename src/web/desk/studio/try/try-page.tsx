import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { StudioTurn } from '#desk/studio/try-wire.ts';
import { useFollowing } from '../../parts/use-following.ts';
import { languageName } from '../form/languages.ts';
import { entryHref, sectionHref } from '../places.ts';
import type { SectionProps } from '../section-props.ts';
import { SideTurn } from './side-turn.tsx';
import { tryChat } from './try-chat.ts';
import { tryWords as words } from './words.ts';

/** A chat with the draft, next to the same chat with the published release. */
export function TryPage({ draft }: SectionProps) {
  const { texts, turns, asking, status, problem, isQuick } = tryChat;
  const log = useFollowing();
  const overview = draft.overview.value;
  // Replay with the current draft, which may have changed since the last visit.
  useEffect(() => {
    if (overview === undefined) return undefined;
    tryChat.resume();
    return () => tryChat.pause();
  }, [overview]);
  const isAsking = asking.value !== undefined;
  return (
    <section class="try" aria-label={words.title}>
      <div class="try-head">
        <p class="soft">{words.hint}</p>
        <Language languages={overview?.languages ?? []} />
        <button
          type="button"
          class="quiet"
          disabled={texts.value.length === 0}
          onClick={() => tryChat.restart()}
        >
          {words.restart}
        </button>
      </div>
      {isQuick.value && <p class="soft try-note">{words.quick}</p>}
      <UnusableDraft />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrollable, so reachable by keyboard */}
      <div class="log try-log" role="log" aria-label={words.conversation} tabIndex={0} ref={log}>
        {turns.value.map((turn, at) => (
          <Turn key={at} turn={turn} at={at} isLast={at === turns.value.length - 1 && !isAsking} />
        ))}
        {isAsking && <p class="bubble try-said">{asking.value}</p>}
      </div>
      <p class="soft try-note" role="status">
        {status.value}
      </p>
      <p class="problem try-note" role="alert">
        {problem.value}
      </p>
      <KeepAll />
      <TryForm isAsking={isAsking} />
    </section>
  );
}

/** The language that the customer's chat is set to, where anything is translated. */
function Language({ languages }: { languages: readonly string[] }) {
  if (languages.length === 0) return null;
  return (
    <select
      aria-label={words.language}
      value={tryChat.language.value}
      onChange={({ currentTarget }) => tryChat.speak(currentTarget.value)}
    >
      <option value="">{words.english}</option>
      {languages.map((tag) => (
        <option key={tag} value={tag}>
          {languageName(tag)}
        </option>
      ))}
    </select>
  );
}

const UnusableDraft = () => {
  const unusable = tryChat.unusable.value;
  return unusable === undefined ? null : (
    <p class="problem try-note" role="status">
      {words.unusable(unusable.side, unusable.problems)} <a href={sectionHref('')}>{words.toProblems}</a>
    </p>
  );
};

/** Expected answers are asked in English. */
const canKeep = (): boolean => tryChat.language.value === '';

/** @param at its index; the first is the opening */
function Turn({ turn, at, isLast }: { turn: StudioTurn; at: number; isLast: boolean }) {
  const isOpening = turn.text === '';
  const isSame = JSON.stringify(turn.published.replies) === JSON.stringify(turn.draft.replies);
  const keepOf = (side: 'published' | 'draft') =>
    isOpening || !canKeep()
      ? undefined
      : {
          hint: words.keepHint(side, turn.text),
          run: () => void tryChat.keep(side, at - 1),
          isBusy: tryChat.isKeeping.value,
          kept: tryChat.keptOf(side, at - 1),
        };
  const say = isLast ? tryChat.say : undefined;
  return (
    <div class="try-turn">
      {isOpening ? (
        <p class="line">{words.opening}</p>
      ) : (
        <p class="bubble try-said" dir="auto">
          {turn.text}
        </p>
      )}
      <div class="try-sides">
        <SideTurn label={words.published} turn={turn.published} say={say} keep={keepOf('published')} />
        <SideTurn
          label={words.draft}
          turn={turn.draft}
          mark={isSame ? undefined : words.differs}
          say={say}
          keep={keepOf('draft')}
        />
      </div>
    </div>
  );
}

/** Saves a conversation of several messages as an expected answer. */
function KeepAll() {
  if (tryChat.texts.value.length < 2 || !canKeep()) return null;
  const kept = tryChat.keptOf('draft');
  return (
    <p class="try-note">
      {kept === undefined ? (
        <button
          type="button"
          class="quiet"
          aria-disabled={tryChat.isKeeping.value}
          onClick={() => void tryChat.keep('draft')}
        >
          {words.keepAll}
        </button>
      ) : (
        <span class="soft" role="status">
          {words.kept} <a href={entryHref(kept, 'expected')}>{words.openKept}</a>
        </span>
      )}
    </p>
  );
}

function TryForm({ isAsking }: { isAsking: boolean }) {
  const box = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => box.current?.focus(), []);
  const send = (event: Event): void => {
    event.preventDefault();
    const text = tryChat.typed.value.trim();
    if (text === '' || isAsking) return;
    tryChat.type('');
    tryChat.say(text);
  };
  return (
    <form class="try-form" onSubmit={send}>
      <input
        ref={box}
        class="field"
        value={tryChat.typed.value}
        onInput={({ currentTarget }) => tryChat.type(currentTarget.value)}
        dir="auto"
        maxLength={2_000}
        autocomplete="off"
        aria-label={words.message}
        placeholder={words.placeholder}
      />
      <button type="submit" class="button" aria-disabled={isAsking}>
        {words.send}
      </button>
    </form>
  );
}
