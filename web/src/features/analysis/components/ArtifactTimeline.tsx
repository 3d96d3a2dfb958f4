import { TableBehind } from '@/components/TableBehind';
import { formatDuration, formatPosition } from '@/lib/messages/format';
import { t } from '@/lib/messages/t';
import { artifactWords, groupArtifacts, type ArtifactGroup } from '../model/findings';
import type { Artifact } from '../model/report';
import { PanelSection } from './PanelSection';

interface Props {
  /** Null when the recording is too short to look for any. */
  artifacts: readonly Artifact[] | null;
  nameOf: (label: string) => string;
  durationSeconds: number;
  onJumpTo: (seconds: number) => void;
}

export function ArtifactTimeline({ artifacts, nameOf, durationSeconds, onJumpTo }: Props) {
  const groups = groupArtifacts(artifacts ?? []);
  return (
    <PanelSection
      title={t('analysis.artifacts')}
      aside={
        groups.length > 0 ? <span className="text-faint text-xs">{t('analysis.artifactsHint')}</span> : null
      }
    >
      {groups.length === 0 ? (
        <p className="text-soft">
          {artifacts === null ? t('analysis.artifactsTooShort') : t('analysis.noArtifacts')}
        </p>
      ) : null}
      <div className="flex flex-col gap-2.5">
        {groups.map((group) => (
          <Lane key={group.kind} group={group} durationSeconds={durationSeconds} onJumpTo={onJumpTo} />
        ))}
      </div>
      {groups.length > 0 ? (
        <>
          <div aria-hidden="true" className="text-faint numeric mt-1.5 flex justify-between text-xs">
            <span>{formatPosition(0)}</span>
            <span>{formatPosition(durationSeconds)}</span>
          </div>
          <ArtifactTable groups={groups} nameOf={nameOf} onJumpTo={onJumpTo} />
        </>
      ) : null}
    </PanelSection>
  );
}

interface LaneProps extends Omit<Props, 'artifacts' | 'nameOf'> {
  group: ArtifactGroup;
}

function Lane({ group, durationSeconds, onJumpTo }: LaneProps) {
  const share = (seconds: number) => `${(Math.max(0, seconds) / durationSeconds) * 100}%`;
  return (
    <div>
      <p className="text-soft mb-1 text-xs">{artifactWords(group.kind, group.artifacts.length)}</p>
      <div className="bg-sunken relative h-4 overflow-hidden rounded-[3px]">
        {group.artifacts.map((artifact, index) => (
          <button
            key={index}
            type="button"
            // Reached one by one in the table below; hundreds of stops on the way there would help nobody.
            tabIndex={-1}
            aria-hidden="true"
            title={`${formatPosition(artifact.onset_seconds, 1)} · ${formatDuration(artifact.duration_seconds)}`}
            onClick={() => onJumpTo(artifact.onset_seconds)}
            className={`absolute inset-y-0 min-w-[3px] cursor-pointer opacity-80 hover:opacity-100 ${tone(group.kind)}`}
            style={{ left: share(artifact.onset_seconds), width: share(artifact.duration_seconds) }}
          />
        ))}
      </div>
    </div>
  );
}

interface TableProps extends Pick<Props, 'nameOf' | 'onJumpTo'> {
  groups: readonly ArtifactGroup[];
}

function ArtifactTable({ groups, nameOf, onJumpTo }: TableProps) {
  return (
    <TableBehind
      caption={t('analysis.artifacts')}
      head={[
        t('analysis.columnOnset'),
        t('analysis.columnKind'),
        t('analysis.columnLength'),
        t('analysis.columnChannels'),
      ]}
      rows={groups.flatMap(({ kind, artifacts }) =>
        artifacts.map((artifact, index) => ({
          key: `${kind} ${index}`,
          cells: [
            <button
              key="jump"
              type="button"
              className="text-accent-strong cursor-pointer rounded-sm underline-offset-2 hover:underline"
              aria-label={t('analysis.jump', { position: formatPosition(artifact.onset_seconds, 1) })}
              onClick={() => onJumpTo(artifact.onset_seconds)}
            >
              {formatPosition(artifact.onset_seconds, 1)}
            </button>,
            artifactWords(kind, 1).replace(/^1\s/, ''),
            formatDuration(artifact.duration_seconds),
            artifact.channels.map(nameOf).join(', '),
          ],
        })),
      )}
    />
  );
}

function tone(kind: ArtifactGroup['kind']): string {
  switch (kind) {
    case 'blink':
      return 'bg-(--band-theta)';
    case 'muscle':
    case 'movement':
      return 'bg-firefly';
    default:
      return 'bg-danger';
  }
}
