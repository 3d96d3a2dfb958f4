import { useQuery } from '@tanstack/react-query';
import { t } from '@/lib/messages/autism';
import { routineFactsQuery } from '../api/routine';
import { formatClock } from '../model/clock';

/** What was, in plain counts; an absence of a tick is not a failure and is not named. */
export function RoutineFactsView() {
  const facts = useQuery(routineFactsQuery).data;
  if (facts === undefined || facts.items.length === 0) return null;
  const known = facts.items.filter(({ days_planned }) => days_planned > 0);
  return (
    <section className="mt-8">
      <h2 className="text-base font-semibold">{t('routine.facts')}</h2>
      {known.length === 0 ? <p className="text-soft mt-1">{t('routine.factsNone')}</p> : null}
      <ul>
        {known.map((fact) => (
          <li key={fact.item_id} className="border-line border-b py-2">
            <p className="text-base">{fact.name}</p>
            <p className="text-soft">
              {[
                t('routine.fact', { done: fact.days_done, planned: fact.days_planned }),
                ...(fact.days_skipped > 0 ? [t('routine.factSkipped', { count: fact.days_skipped })] : []),
                ...(fact.usual_ticked_at === null
                  ? []
                  : [t('routine.factUsual', { time: formatClock(fact.usual_ticked_at) })]),
              ].join(', ')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
