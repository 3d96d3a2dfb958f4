import { useInfiniteQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Loaded } from '@/components/Loaded';
import { ToolPage } from '@/features/tools/components/ToolPage';
import { t } from '@/lib/messages/autism';
import { useIsOnline } from '@/lib/useIsOnline';
import { maskingQuery, type MaskingEntry } from '../api/moments';
import { CompanyChoice, companyName, PlaceChoice, placeName } from './AroundChoices';
import { EntryList, type ListedEntry } from './EntryList';
import { MaskingSummaryView } from './MaskingSummaryView';
import { MomentLogger } from './MomentLogger';
import { NoteField } from './NoteField';
import { WaitingNotice } from './WaitingNotice';

interface Detail {
  place: string | null;
  company: string | null;
  minutes: string;
  note: string;
}

const noDetail: Detail = { place: null, company: null, minutes: '', note: '' };

/** How much of oneself is hidden: described, never judged. */
export function MaskingPage() {
  const [detail, setDetail] = useState(noDetail);
  return (
    <ToolPage title={t('masking.title')} lead={t('masking.lead')}>
      <MomentLogger
        tool="masking"
        label={t('masking.title')}
        low={t('masking.low')}
        high={t('masking.high')}
        details={<Details detail={detail} onChange={setDetail} />}
        logOf={(level, withDetails) => ({
          to: 'masking',
          body: withDetails ? bodyOf(level, detail) : { level },
        })}
        onLogged={() => setDetail(noDetail)}
      />
      <WaitingNotice tool="masking" />
      <History />
    </ToolPage>
  );
}

function bodyOf(level: number, { place, company, minutes, note }: Detail) {
  const whole = Math.round(Number(minutes));
  return {
    level,
    place,
    with: company,
    minutes: whole >= 1 && whole <= 1440 ? whole : null,
    note: note || null,
  };
}

function Details({ detail, onChange }: { detail: Detail; onChange: (detail: Detail) => void }) {
  const id = useId();
  return (
    <>
      <PlaceChoice value={detail.place} onChange={(place) => onChange({ ...detail, place })} />
      <CompanyChoice value={detail.company} onChange={(company) => onChange({ ...detail, company })} />
      <div>
        <label htmlFor={id} className="text-base font-medium">
          {t('masking.minutes')}
        </label>
        <input
          id={id}
          type="number"
          inputMode="numeric"
          min={1}
          max={1440}
          value={detail.minutes}
          onChange={(event) => onChange({ ...detail, minutes: event.target.value })}
          className="bg-raised border-line-strong/70 hover:border-line-strong numeric mt-2 block h-11 w-28 rounded-sm border px-3 text-base"
        />
      </div>
      <NoteField value={detail.note} onChange={(note) => onChange({ ...detail, note })} />
    </>
  );
}

function History() {
  const isOnline = useIsOnline();
  const history = useInfiniteQuery(maskingQuery);
  if (!isOnline && history.data === undefined) return <p className="text-soft mt-8">{t('log.offline')}</p>;
  return (
    <div className="mt-6">
      <Loaded of={history} waiting={t('log.loading')}>
        {({ pages }) => {
          const entries = pages.flatMap(({ items }) => items);
          return entries.length === 0 ? (
            <p className="text-soft mt-8 text-base">{t('masking.none')}</p>
          ) : (
            <>
              <MaskingSummaryView />
              <EntryList
                tool="masking"
                entries={entries.map(listed)}
                hasMore={history.hasNextPage}
                onMore={() => void history.fetchNextPage()}
              />
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

function listed(entry: MaskingEntry): ListedEntry {
  return {
    id: entry.id,
    source: entry.source,
    occurredAt: entry.occurred_at,
    value: entry.level,
    facts: [
      ...(entry.place === null ? [] : [placeName(entry.place)]),
      ...(entry.with === null ? [] : [companyName(entry.with)]),
      ...(entry.minutes === null ? [] : [t('routine.minutes', { minutes: entry.minutes })]),
    ],
    note: entry.note,
  };
}
