import { useQuery } from '@tanstack/react-query';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { t } from '@/lib/messages/insights';
import { hiddenQuery, useHiding } from '../api/insights';
import { isSection, sectionName, type SectionName } from '../model/sections';

/** What was put out of sight on this page, each a press from being back. */
export function HiddenSections({ among }: { among: readonly SectionName[] }) {
  const hiding = useHiding();
  const hidden = (useQuery(hiddenQuery).data ?? []).filter(isSection).filter((name) => among.includes(name));
  if (hidden.length === 0) return null;
  return (
    <section aria-label={t('insights.hiddenTitle')} className="border-line mt-10 border-t pt-5">
      <p className="text-soft">{t('insights.hiddenTitle')}</p>
      {hiding.isError ? <ProblemNotice error={hiding.error} /> : null}
      <ul className="mt-2 flex flex-wrap gap-2">
        {hidden.map((section) => (
          <li key={section}>
            <Button
              size="touch"
              isDisabled={hiding.isPending}
              onPress={() => hiding.mutate({ section, isHidden: false })}
            >
              {t('insights.show', { name: sectionName(section) })}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
