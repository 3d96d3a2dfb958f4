import { formatDuration } from '@/lib/messages/format';
import { t } from '@/lib/messages/library';
import { energyBand, type Intervention } from '../model/intervention';

/** How long it takes and what it asks for. */
export function ActionFacts({ item, className = '' }: { item: Intervention; className?: string }) {
  return (
    <p className={`text-soft numeric text-sm ${className}`}>
      {formatDuration(item.duration_seconds)} ·{' '}
      {t(`library.energyNeeded.${energyBand(item.energy_required)}`)}
    </p>
  );
}
