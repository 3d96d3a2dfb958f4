import { useState } from 'react';
import { useParams } from 'react-router';
import { Loaded } from '@/components/Loaded';
import { usePageTitle } from '@/components/usePageTitle';
import { t } from '@/lib/messages/library';
import { useIntervention } from '../api/getIntervention';
import type { Intervention } from '../model/intervention';
import { SessionRecord } from '../model/sessionRecord';
import { ActionGone } from './ActionPage';
import { AfterAction } from './AfterAction';
import { BackToLibrary } from './BackToLibrary';
import { Player } from './Player';

/** Leads through one action, one thing at a time. */
export function PlayerPage() {
  const { interventionId = '' } = useParams();
  const asked = useIntervention(interventionId);
  const [times, setTimes] = useState(1);
  // What is led through does not change under the hands of whoever follows it.
  const [held, setHeld] = useState<Intervention | null>(null);
  if (asked.data && held?.id !== asked.data.id) setHeld(asked.data);
  if (asked.data === null) return <ActionGone />;
  if (held !== null && held.id === interventionId) {
    return <Round key={`${held.id} ${times}`} item={held} onAgain={() => setTimes(times + 1)} />;
  }
  return (
    <div className="mx-auto w-full max-w-[46rem] px-5 pt-5">
      {asked.isError ? <BackToLibrary /> : null}
      <Loaded of={asked} waiting={t('action.loading')}>
        {() => null}
      </Loaded>
    </div>
  );
}

function Round({ item, onAgain }: { item: Intervention; onAgain: () => void }) {
  usePageTitle(item.name);
  const [record] = useState(() => new SessionRecord(item.id));
  const [spentSeconds, setSpentSeconds] = useState<number | null>(null);
  return spentSeconds === null ? (
    <Player item={item} record={record} onDone={setSpentSeconds} />
  ) : (
    <AfterAction record={record} spentSeconds={spentSeconds} onAgain={onAgain} />
  );
}
