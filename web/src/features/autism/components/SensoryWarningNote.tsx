import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { t } from '@/lib/messages/autism';
import type { SensoryWarning } from '../api/moments';

const linkClass = 'text-accent-strong inline-flex min-h-11 items-center underline underline-offset-4';

/** What this person's own history says about the present load, and what can be done. */
export function SensoryWarningNote({ warning }: { warning: SensoryWarning | null }) {
  if (warning === null)
    return (
      <Framed>
        <p className="text-soft mt-1">{t('sensory.warningOff')}</p>
        <Link to="/settings/support" className={linkClass}>
          {t('sensory.warningSettings')}
        </Link>
      </Framed>
    );
  const level = warning.level === 'high' || warning.level === 'rising' ? warning.level : 'none';
  return (
    <Framed isRaised={level !== 'none'}>
      {warning.is_enough && warning.is_clear ? (
        <p className={`mt-1 text-base ${level === 'none' ? '' : 'font-medium'}`}>
          {t(`sensory.warning.${level}`)}
        </p>
      ) : null}
      <p className="text-soft mt-1 max-w-[62ch]">{warning.why}</p>
      {level === 'none' ? null : <WhatNow helped={warning.what_helped} />}
      <details className="mt-2">
        <summary className="text-soft min-h-11 cursor-pointer py-2.5">{t('sensory.warningMethod')}</summary>
        <p className="text-soft max-w-[62ch]">{t('sensory.warningMethodText')}</p>
      </details>
    </Framed>
  );
}

function Framed({ isRaised = false, children }: { isRaised?: boolean; children: ReactNode }) {
  return (
    <section
      className={isRaised ? 'bg-firefly-soft -mx-4 rounded-lg px-4 py-4' : 'border-line border-t pt-4'}
    >
      <h2 className="text-base font-semibold">{t('sensory.warning')}</h2>
      {children}
    </section>
  );
}

/** One's own first; the library for who has none yet. */
function WhatNow({ helped }: { helped: SensoryWarning['what_helped'] }) {
  return (
    <>
      <p className="mt-3 font-medium">{t(helped.length > 0 ? 'sensory.helpedBefore' : 'sensory.quiet')}</p>
      <ul className="flex flex-wrap gap-x-6">
        {helped.map(({ id, name }) => (
          <li key={id}>
            <Link to={`/library/${id}`} className={linkClass}>
              {name}
            </Link>
          </li>
        ))}
        <li>
          <Link to="/library?kind=Sensory" className={linkClass}>
            {t('sensory.quietLink')}
          </Link>
        </li>
      </ul>
    </>
  );
}
