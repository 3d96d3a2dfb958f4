import { useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { showToast } from '@/components/toasts';
import { ScaleMark } from '@/features/checkins/components/ScaleMark';
import { t } from '@/lib/messages/autism';
import { asdKey, removeEntry, restoreEntry } from '../api/moments';
import { formatMoment } from '../model/clock';

export interface ListedEntry {
  id: string;
  source: string;
  occurredAt: string;
  value: number;
  /** Place, company and the like, in words. */
  facts: readonly string[];
  note: string | null;
}

interface Props {
  tool: 'sensory' | 'masking';
  entries: readonly ListedEntry[];
  hasMore: boolean;
  onMore: () => void;
}

const shownAtFirst = 6;

export function EntryList({ tool, entries, hasMore, onMore }: Props) {
  const [isAll, setAll] = useState(false);
  const shown = isAll ? entries : entries.slice(0, shownAtFirst);
  const hasEarlier = isAll ? hasMore : entries.length > shownAtFirst || hasMore;
  return (
    <section className="mt-9">
      <h2 className="text-base font-semibold">{t('log.entries')}</h2>
      <ul className="mt-1">
        {shown.map((entry) => (
          <li key={entry.id} className="border-line border-b py-1.5">
            <EntryLine tool={tool} entry={entry} />
          </li>
        ))}
      </ul>
      {hasEarlier ? (
        <Button tone="quiet" size="touch" className="-ml-4" onPress={() => (isAll ? onMore() : setAll(true))}>
          {t('log.showMore')}
        </Button>
      ) : null}
    </section>
  );
}

function EntryLine({ tool, entry }: { tool: 'sensory' | 'masking'; entry: ListedEntry }) {
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const time = formatMoment(entry.occurredAt);
  const refresh = () => client.invalidateQueries({ queryKey: asdKey });
  const bringBack = () => void restoreEntry(tool, entry.id).then(refresh).catch(setError);
  const remove = async () => {
    setError(null);
    try {
      await removeEntry(tool, entry.id);
      showToast({ text: t('log.removed'), action: { label: t('log.bringBack'), onPress: bringBack } });
      await refresh();
    } catch (problem) {
      setError(problem);
    }
  };
  const facts = [...entry.facts, ...(entry.source === 'checkin' ? [t('log.fromCheckIn')] : [])];
  return (
    <>
      <div className="flex min-h-11 items-center gap-3">
        <ScaleMark kind={tool} value={entry.value} className="size-8 shrink-0" />
        <div className="min-w-0 flex-1">
          <p className="text-base">
            <span className="numeric font-medium">{t('log.value', { value: entry.value })}</span>
            <span className="text-soft numeric"> · {time}</span>
          </p>
          {facts.length > 0 ? <p className="text-soft">{facts.join(' · ')}</p> : null}
        </div>
        {entry.source === 'log' ? (
          <Button
            tone="quiet"
            size="touch"
            icon
            aria-label={t('log.remove', { time })}
            onPress={() => void remove()}
          >
            <Trash2 aria-hidden className="size-4.5" />
          </Button>
        ) : null}
      </div>
      {entry.note === null ? null : (
        <p className="mb-1 ml-11 max-w-[60ch] font-serif text-base whitespace-pre-line">{entry.note}</p>
      )}
      {error === null ? null : <ProblemNotice error={error} />}
    </>
  );
}
