import { useState } from 'preact/hooks';
import type { BehaviourGroup, StudioQuestions, StudioVerdict } from '#desk/studio/publishing/wire.ts';
import { MaskedText } from '../../review/masked-text.tsx';
import { shortTime } from '../../times.ts';
import { publishingApi } from './publishing-api.ts';
import { changesWords as words } from './words.ts';

/** How recent questions would be answered, grouped by how they change, each group with its questions. */
export function BehaviourView({
  version,
  behaviour: { read, groups, chance },
}: {
  version: string;
  behaviour: NonNullable<StudioVerdict['behaviour']>;
}) {
  return (
    <>
      <p>
        {words.read(read)} {read > 0 && groups.length === 0 && words.unchanged}
      </p>
      {groups.map((group) => (
        <Group key={`${version} ${group.id}`} group={group} version={version} />
      ))}
      {chance > 0 && <p class="soft">{words.chance(chance)}</p>}
    </>
  );
}

function Group({ group, version }: { group: BehaviourGroup; version: string }) {
  const [found, setFound] = useState<StudioQuestions['questions']>();
  const [problem, setProblem] = useState('');
  const load = async (): Promise<void> => {
    const answer = await publishingApi.questions(version, group.id);
    setProblem(answer.ok ? '' : answer.problem);
    if (answer.ok) setFound(answer.body.questions);
  };
  return (
    <details
      class="behaviour-group"
      onToggle={({ currentTarget }) => {
        if (currentTarget.open && found === undefined) void load();
      }}
    >
      <summary>{words.group(group)}</summary>
      {group.pulledBy.map(({ text, title, count }) => (
        <p key={text} class="soft">
          {words.pulledBy(text, title, count)}
        </p>
      ))}
      <p class="problem" role="alert">
        {problem}
      </p>
      {found?.length === 0 && <p class="soft">{words.noneLeft}</p>}
      <ul>
        {(found ?? []).map(({ parts, at }, index) => (
          <li key={index}>
            <MaskedText parts={parts} /> <time class="soft">{shortTime(at)}</time>
          </li>
        ))}
      </ul>
    </details>
  );
}
