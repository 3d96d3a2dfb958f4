import { HeartHandshake, LifeBuoy, Sun } from 'lucide-react';
import { Button } from '@/components/Button';
import { usePageTitle } from '@/components/usePageTitle';
import { useSession } from '@/lib/api/session';
import { t } from '@/lib/messages/signIn';

const lines = [
  [Sun, 'arrival.checkIn', 'arrival.checkInText'],
  [LifeBuoy, 'arrival.help', 'arrival.helpText'],
  [HeartHandshake, 'arrival.yours', 'arrival.yoursText'],
] as const;

/** Before anything is asked: what this is, how little it takes, and where help always is. */
export function FirstWords({ onGoOn, onSkip }: { onGoOn: () => void; onSkip: () => void }) {
  usePageTitle(t('arrival.welcome'));
  const name = useSession(({ user }) => user?.display_name ?? null);
  return (
    <>
      <h1 tabIndex={-1} className="font-serif text-2xl font-medium tracking-tight text-balance">
        {name === null ? t('arrival.welcome') : t('arrival.welcomeName', { name })}
      </h1>
      <p className="text-soft mt-2 text-base">{t('arrival.welcomeText')}</p>
      <ul className="mt-7 flex flex-col gap-5">
        {lines.map(([Icon, title, text]) => (
          <li key={title} className="flex gap-4">
            <Icon aria-hidden className="text-accent-strong mt-0.5 size-5.5 shrink-0" strokeWidth={1.8} />
            <span className="min-w-0 text-base">
              <span className="block font-medium">{t(title)}</span>
              <span className="text-soft block">{t(text)}</span>
            </span>
          </li>
        ))}
      </ul>
      <div className="mt-8 flex flex-wrap gap-3">
        <Button tone="primary" size="large" className="max-sm:w-full" onPress={onGoOn}>
          {t('arrival.goOn')}
        </Button>
        <Button tone="quiet" size="large" className="max-sm:w-full" onPress={onSkip}>
          {t('arrival.straight')}
        </Button>
      </div>
      <p className="text-faint mt-4">{t('arrival.twoPages')}</p>
    </>
  );
}
