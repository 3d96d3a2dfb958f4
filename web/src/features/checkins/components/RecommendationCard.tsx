import { Link } from 'react-router';
import { formatDuration } from '@/lib/messages/format';
import { fromToday } from '@/lib/cameFrom';
import type { Recommendation } from '../model/checkIn';

type Shown = 'id' | 'name' | 'short_description' | 'duration_seconds' | 'why_recommended';

interface Props {
  recommendation: Pick<Recommendation, Shown>;
}

/** One small action, and why it is offered; the card leads to it. */
export function RecommendationCard({ recommendation }: Props) {
  const {
    id,
    name,
    short_description: text,
    duration_seconds: seconds,
    why_recommended: why,
  } = recommendation;
  return (
    <article className="border-line bg-raised hover:border-line-strong/60 motion-quick relative rounded-lg border p-4 transition-colors">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="text-base font-semibold">
          <Link
            to={`/library/${id}`}
            state={fromToday}
            className="after:absolute after:inset-0 after:rounded-lg focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-(--focus)"
          >
            {name}
          </Link>
        </h3>
        <span className="text-soft numeric text-sm">{formatDuration(seconds)}</span>
      </div>
      <p className="mt-1 text-base">{text}</p>
      {why === '' ? null : <p className="text-soft mt-2">{why}</p>}
    </article>
  );
}
