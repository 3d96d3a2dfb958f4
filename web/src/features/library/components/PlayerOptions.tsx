import { SwitchRow } from '@/components/SwitchRow';
import { t } from '@/lib/messages/library';
import { usePlayerChoices } from '../model/playerChoices';
import type { Stage } from '../model/stages';

interface Props {
  stage: Stage;
  hasHolds: boolean;
  isWithoutHolds: boolean;
  onWithoutHolds: (isWithout: boolean) => void;
}

/** What can be done otherwise on this screen. */
export function PlayerOptions({ stage, hasHolds, isWithoutHolds, onWithoutHolds }: Props) {
  const movesOn = usePlayerChoices((choices) => choices.movesOn);
  return (
    <div className="*:border-0">
      {stage.kind === 'text' && stage.seconds !== null ? (
        <SwitchRow
          label={t('player.movesOn')}
          isSelected={movesOn}
          onChange={(isOn) => usePlayerChoices.setState({ movesOn: isOn })}
        />
      ) : null}
      {hasHolds ? (
        <SwitchRow label={t('player.withoutHolds')} isSelected={isWithoutHolds} onChange={onWithoutHolds} />
      ) : null}
    </div>
  );
}
