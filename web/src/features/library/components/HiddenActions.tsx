import { Button } from '@/components/Button';
import { Loaded } from '@/components/Loaded';
import { t } from '@/lib/messages/library';
import { useChoices } from '../api/chooseIntervention';
import { useLibrary } from '../api/interventions';
import { BackToLibrary } from './BackToLibrary';

/** Everything that was put out of sight, and the way back for each. */
export function HiddenActions() {
  const hidden = useLibrary(true);
  const choices = useChoices();
  return (
    <div className="mx-auto w-full max-w-[46rem] px-5 pt-6 pb-16 sm:px-8">
      <BackToLibrary />
      <h1 tabIndex={-1} className="mt-2 font-serif text-2xl font-medium tracking-tight">
        {t('library.hiddenTitle')}
      </h1>
      <p className="text-soft mt-2 text-base">{t('library.hiddenLead')}</p>
      <div className="mt-6">
        <Loaded of={hidden} waiting={t('library.loading')}>
          {(items) =>
            items.length === 0 ? (
              <p className="text-base">{t('library.hiddenNone')}</p>
            ) : (
              <ul>
                {items.map((item) => (
                  <li
                    key={item.id}
                    className="border-line flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b py-3"
                  >
                    <span className="min-w-0 text-base font-medium">{item.name}</span>
                    <Button size="touch" onPress={() => void choices.show(item)}>
                      {t('library.showAgain')}
                      <span className="sr-only">{`: ${item.name}`}</span>
                    </Button>
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </div>
    </div>
  );
}
