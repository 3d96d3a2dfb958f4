import type { VoiceKey } from '@/lib/messages/en/voices';

const aWhileMilliseconds = 3 * 24 * 3_600_000;

/** By the person's own clock. After a while away it is "welcome back", and never how long it was. */
export function greetingOf(now: Date, latest: string | null): VoiceKey {
  if (latest !== null && now.getTime() - new Date(latest).getTime() > aWhileMilliseconds)
    return 'welcomeBack';
  const hour = now.getHours();
  if (hour < 5 || hour >= 23) return 'night';
  if (hour < 12) return 'morning';
  return hour < 18 ? 'afternoon' : 'evening';
}

export function isSameDay(first: Date, second: Date): boolean {
  return first.toDateString() === second.toDateString();
}
