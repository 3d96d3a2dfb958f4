import { formatDuration } from '@/lib/messages/format';
import type { Recommendation } from '../model/checkIn';

/** One small action, and why it is offered. */
export function RecommendationCard({ recommendation }: { recommendation: Recommendation }) {
  const { name, short_description: text, duration_seconds: seconds, why_recommended: why } = recommendation;
  return (
    <article className="border-line bg-raised rounded-lg border p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="text-base font-semibold">{name}</h3>
        <span className="text-soft numeric text-sm">{formatDuration(seconds)}</span>
      </div>
      <p className="mt-1 text-base">{text}</p>
      {why === '' ? null : <p className="text-soft mt-2">{why}</p>}
    </article>
  );
}
