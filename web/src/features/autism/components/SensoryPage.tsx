import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Loaded } from '@/components/Loaded';
import { ToolPage } from '@/features/tools/components/ToolPage';
import { t } from '@/lib/messages/autism';
import { useIsOnline } from '@/lib/useIsOnline';
import { sensoryQuery, type SensoryEntry } from '../api/moments';
import { placeName } from './AroundChoices';
import { EntryList, type ListedEntry } from './EntryList';
import { MomentLogger } from './MomentLogger';
import { channels, noSensoryDetail, SensoryDetails } from './SensoryDetails';
import { SensoryChart } from './SensoryChart';
import { SensoryWarningNote } from './SensoryWarningNote';
import { WaitingNotice } from './WaitingNotice';

/** How much comes in: logged with one tap, with or without a network. */
export function SensoryPage() {
  const [detail, setDetail] = useState(noSensoryDetail);
  return (
    <ToolPage title={t('sensory.title')} lead={t('sensory.lead')}>
      <MomentLogger
        tool="sensory"
        label={t('sensory.title')}
        low={t('sensory.low')}
        high={t('sensory.high')}
        details={<SensoryDetails detail={detail} onChange={setDetail} />}
        logOf={(load, withDetails) => ({
          to: 'sensory',
          body: withDetails
            ? { load, channels: detail.channels, place: detail.place, note: detail.note || null }
            : { load },
        })}
        onLogged={() => setDetail(noSensoryDetail)}
      />
      <WaitingNotice tool="sensory" />
      <History />
    </ToolPage>
  );
}

function History() {
  const isOnline = useIsOnline();
  const history = useInfiniteQuery(sensoryQuery);
  if (!isOnline && history.data === undefined) return <p className="text-soft mt-8">{t('log.offline')}</p>;
  return (
    <div className="mt-6">
      <Loaded of={history} waiting={t('log.loading')}>
        {({ pages }) => {
          const entries = pages.flatMap(({ items }) => items);
          return (
            <>
              <SensoryWarningNote warning={pages[0]?.warning ?? null} />
              {entries.length === 0 ? (
                <p className="text-soft mt-8 text-base">{t('sensory.none')}</p>
              ) : (
                <>
                  <SensoryChart entries={entries} />
                  <EntryList
                    tool="sensory"
                    entries={entries.map(listed)}
                    hasMore={history.hasNextPage}
                    onMore={() => void history.fetchNextPage()}
                  />
                </>
              )}
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

function listed(entry: SensoryEntry): ListedEntry {
  const felt = channels.flatMap((channel) => {
    const value = entry.channels?.[channel];
    return value === undefined ? [] : [`${t(`sensory.${channel}`)} ${value}`];
  });
  return {
    id: entry.id,
    source: entry.source,
    occurredAt: entry.occurred_at,
    value: entry.load,
    facts: [...(entry.place === null ? [] : [placeName(entry.place)]), ...felt],
    note: entry.note,
  };
}
