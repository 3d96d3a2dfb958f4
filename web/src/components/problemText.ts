import { isProblem } from '@/lib/api/problem';
import { t } from '@/lib/messages/t';

export interface ProblemText {
  /** What happened. */
  title: string;
  /** What is safe, and what to do next. */
  advice: string;
}

/** Words for a failure that no screen has better words for. */
export function problemText(error: unknown): ProblemText {
  if (!isProblem(error)) return { title: t('problem.unexpected'), advice: t('problem.unexpectedAdvice') };
  if (error.code === 'offline') return { title: t('problem.offline'), advice: t('problem.offlineAdvice') };
  if (error.status === 401) return { title: t('problem.signedOut'), advice: t('problem.signedOutAdvice') };
  if (error.status === 429) {
    const seconds = Math.ceil(error.retryAfterSeconds ?? 60);
    const advice =
      seconds > 90
        ? t('problem.waitMinutes', { count: Math.ceil(seconds / 60) })
        : t('problem.waitSeconds', { count: seconds });
    return { title: error.title || t('problem.tooMany'), advice };
  }
  if (error.status >= 500) return { title: t('problem.server'), advice: t('problem.serverAdvice') };
  return { title: error.title || t('problem.unexpected'), advice: error.detail ?? '' };
}
