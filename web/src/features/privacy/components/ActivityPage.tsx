import { useMemo, useState } from 'react';
import { Button } from '@/components/Button';
import { FormPage } from '@/components/FormPage';
import { Loaded } from '@/components/Loaded';
import { ProblemNotice } from '@/components/ProblemNotice';
import { SegmentedChoice } from '@/components/SegmentedChoice';
import { useSession } from '@/lib/api/session';
import { formatDate, formatTime } from '@/lib/messages/format';
import { t } from '@/lib/messages/privacy';
import { useOwnAudit } from '../api/ownAudit';
import { byDay, isByOthers, sentenceOf, type AuditEntry } from '../model/activity';

type Whose = 'all' | 'others';

export function ActivityPage() {
  const audit = useOwnAudit();
  const ownId = useSession((state) => state.user?.id ?? '');
  const [whose, setWhose] = useState<Whose>('all');
  const entries = useMemo(() => audit.data?.pages.flatMap((page) => page.items) ?? [], [audit.data]);
  const shown = whose === 'all' ? entries : entries.filter((entry) => isByOthers(entry, ownId));

  return (
    <FormPage title={t('privacy.activity')} text={t('privacy.activityText')}>
      <div className="mt-6">
        <SegmentedChoice<Whose>
          label={t('privacy.activityFilter')}
          isLabelHidden
          size="touch"
          value={whose}
          onChange={setWhose}
          options={[
            ['all', t('privacy.activityAll')],
            ['others', t('privacy.activityOthers')],
          ]}
        />
      </div>
      <Loaded of={audit} waiting={t('privacy.activityWaiting')}>
        {() => (shown.length > 0 ? <Days entries={shown} ownId={ownId} /> : <Nothing whose={whose} />)}
      </Loaded>
      {audit.isFetchNextPageError ? (
        <div className="mt-4">
          <ProblemNotice error={audit.error} />
        </div>
      ) : null}
      {audit.hasNextPage ? (
        <div className="mt-6">
          <Button
            size="touch"
            isPending={audit.isFetchingNextPage}
            onPress={() => void audit.fetchNextPage()}
          >
            {audit.isFetchingNextPage ? t('privacy.activityMoreBusy') : t('privacy.activityMore')}
          </Button>
        </div>
      ) : null}
    </FormPage>
  );
}

function Nothing({ whose }: { whose: Whose }) {
  return (
    <p className="text-soft mt-8 text-base">
      {t(whose === 'all' ? 'privacy.activityEmpty' : 'privacy.activityEmptyOthers')}
    </p>
  );
}

function Days({ entries, ownId }: { entries: readonly AuditEntry[]; ownId: string }) {
  return byDay(entries).map(({ day, entries: ofDay }) => (
    <section key={day.getTime()} className="mt-7">
      <h2 className="text-soft text-sm font-semibold">{dayName(day)}</h2>
      <ol className="divide-line mt-1 divide-y">
        {ofDay.map((entry) => (
          <Entry key={entry.sequence} entry={entry} ownId={ownId} />
        ))}
      </ol>
    </section>
  ));
}

function Entry({ entry, ownId }: { entry: AuditEntry; ownId: string }) {
  return (
    <li className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-3 py-2.5">
      <time dateTime={entry.occurred_at} className="text-faint numeric pt-px">
        {formatTime(entry.occurred_at)}
      </time>
      <p
        className={`text-base [overflow-wrap:anywhere] ${isByOthers(entry, ownId) ? 'border-firefly -ml-3 border-l-3 pl-2.25 font-medium' : ''}`}
      >
        {sentenceOf(entry, ownId)}
        {entry.ip_address ? (
          <span className="text-faint block text-xs font-normal">
            {t('privacy.activityFrom', { address: entry.ip_address })}
          </span>
        ) : null}
      </p>
    </li>
  );
}

function dayName(day: Date): string {
  const now = new Date();
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  if (day.getTime() === midnight.getTime()) return t('privacy.today');
  midnight.setDate(midnight.getDate() - 1);
  if (day.getTime() === midnight.getTime()) return t('privacy.yesterday');
  return formatDate(day.toISOString());
}
