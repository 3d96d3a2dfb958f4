import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { digitOf, TenScale } from '@/features/checkins/components/TenScale';
import { deviceUser } from '@/lib/deviceStore/deviceUser';
import { t } from '@/lib/messages/autism';
import { asdKey, removeEntry } from '../api/moments';
import { dropLog, saveLog, type Log, type SavedLog } from '../model/waitingLogs';

interface Props {
  tool: 'sensory' | 'masking';
  label: string;
  low: string;
  high: string;
  /** Shown when somebody wants to say more than a number. */
  details: ReactNode;
  /** What is logged for this number, with or without the details. */
  logOf: (value: number, withDetails: boolean) => Log;
  onLogged: () => void;
}

type Outcome = { saved: SavedLog; value: number } | 'undone' | null;

/** A scale that logs with one tap; with detail, a number is chosen first and saved after. */
export function MomentLogger({ tool, label, low, high, details, logOf, onLogged }: Props) {
  const client = useQueryClient();
  const [isDetailed, setDetailed] = useState(false);
  const [chosen, setChosen] = useState<number | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>(null);
  const [error, setError] = useState<unknown>(null);

  const log = async (value: number, withDetails: boolean) => {
    const userId = deviceUser();
    // Two taps in a row are one.
    if (isSaving || userId === null) return;
    setChosen(value);
    setSaving(true);
    setError(null);
    try {
      const saved = await saveLog(userId, logOf(value, withDetails));
      setOutcome({ saved, value });
      setDetailed(false);
      setChosen(null);
      onLogged();
      if (saved.state === 'sent') await client.invalidateQueries({ queryKey: asdKey });
    } catch (problem) {
      setError(problem);
    } finally {
      setSaving(false);
    }
  };
  const choose = (value: number) => {
    setOutcome(null);
    if (isDetailed) setChosen(value);
    else void log(value, false);
  };
  const undo = async ({ saved }: Exclude<Outcome, null | 'undone'>) => {
    const userId = deviceUser();
    try {
      if (saved.state === 'sent') await removeEntry(tool, saved.id);
      else if (userId !== null) await dropLog(userId, saved.id);
      setOutcome('undone');
      await client.invalidateQueries({ queryKey: asdKey });
    } catch (problem) {
      setError(problem);
    }
  };
  useDigits(choose);
  return (
    <div className="mt-5">
      <TenScale
        label={label}
        kind={tool}
        low={low}
        high={high}
        value={chosen}
        onChange={choose}
        size="large"
      />
      <p className="text-soft mt-2 text-sm">
        {t(isDetailed ? 'log.chooseThenSave' : 'log.oneTap')}{' '}
        <span className="max-md:hidden">{t('log.keys')}</span>
      </p>
      <Button
        size="touch"
        className="mt-4"
        aria-expanded={isDetailed}
        onPress={() => {
          setDetailed(!isDetailed);
          setChosen(null);
        }}
      >
        {t(isDetailed ? 'log.withoutDetail' : 'log.addDetail')}
      </Button>
      {isDetailed ? (
        <div className="mt-5 flex flex-col gap-6">
          {details}
          <Button
            tone="primary"
            size="large"
            className="sm:self-start"
            isDisabled={chosen === null}
            isPending={isSaving}
            onPress={() => (chosen === null ? undefined : void log(chosen, true))}
          >
            {t(isSaving ? 'log.saving' : 'log.save')}
          </Button>
        </div>
      ) : null}
      <div role="status" className="mt-3">
        <Said outcome={outcome} isSaving={isSaving} onUndo={undo} />
      </div>
      {error === null ? null : <ProblemNotice error={error} />}
    </div>
  );
}

interface SaidProps {
  outcome: Outcome;
  isSaving: boolean;
  onUndo: (outcome: Exclude<Outcome, null | 'undone'>) => Promise<void>;
}

function Said({ outcome, isSaving, onUndo }: SaidProps) {
  if (isSaving) return <p className="animate-late text-soft py-2.5 text-base">{t('log.saving')}</p>;
  if (outcome === null) return null;
  if (outcome === 'undone') return <p className="py-2.5 text-base">{t('log.undone')}</p>;
  const { saved, value } = outcome;
  const text = saved.state === 'sent' ? 'log.logged' : saved.lasts ? 'log.kept' : 'log.keptShort';
  return (
    <div className="bg-accent-soft flex min-h-11 flex-wrap items-center justify-between gap-x-4 rounded-sm py-0.5 pr-1 pl-4">
      <p className="py-2 text-base font-medium">{t(text, { value })}</p>
      <Button tone="quiet" size="touch" onPress={() => void onUndo(outcome)}>
        {t('log.undo')}
      </Button>
    </div>
  );
}

/** The number keys choose, unless something is being typed. */
function useDigits(choose: (value: number) => void): void {
  const latest = useRef(choose);
  useEffect(() => {
    latest.current = choose;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [role=dialog]');
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      const digit = digitOf(event.key);
      if (digit !== null) latest.current(digit);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
