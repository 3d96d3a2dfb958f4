import { t } from '@/lib/messages/adhd';
import { formatNumber } from '@/lib/messages/format';
import type { Learnt } from '../api/timeLog';

/** What the log has taught, how sure that is, and from how much; or how much is still needed. */
export function WhatWasLearnt({ learnt }: { learnt: Learnt }) {
  const { is_enough, finished_tasks, needed_tasks, factor, factor_low, factor_high } = learnt;
  if (!is_enough || factor === null || factor_low === null || factor_high === null) {
    return (
      <p className="text-soft mt-2 text-base">
        {t('time.notEnough', { count: finished_tasks, needed: needed_tasks })}
      </p>
    );
  }
  return (
    <div className="mt-3">
      <Bars factor={factor} />
      <p className="mt-3 text-base">
        {t('time.factor', {
          factor: formatNumber(factor, 1, 1),
          low: formatNumber(factor_low, 1, 1),
          high: formatNumber(factor_high, 1, 1),
        })}
      </p>
      <p className="text-soft mt-0.5">{t('time.factorFrom', { count: finished_tasks })}</p>
    </div>
  );
}

/** The guess beside what it takes, as lengths. The sentence under it says the same. */
function Bars({ factor }: { factor: number }) {
  const longest = Math.max(1, factor);
  return (
    <div aria-hidden className="grid grid-cols-[auto_1fr] items-center gap-x-3 gap-y-1.5 text-sm">
      <span className="text-soft">{t('time.barGuess')}</span>
      <span
        className="bg-line-strong block h-4 rounded-sm"
        style={{ width: `${(100 / longest).toFixed(1)}%` }}
      />
      <span className="text-soft">{t('time.barTakes')}</span>
      <span
        className="bg-accent block h-4 rounded-sm"
        style={{ width: `${((100 * factor) / longest).toFixed(1)}%` }}
      />
    </div>
  );
}
