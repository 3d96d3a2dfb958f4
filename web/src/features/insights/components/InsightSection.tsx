import { EyeOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/Button';
import { problemText } from '@/components/problemText';
import { showToast } from '@/components/toasts';
import { t } from '@/lib/messages/insights';
import { useHiding } from '../api/insights';
import { sectionName, type SectionName } from '../model/sections';

interface Props {
  section: SectionName;
  /** In place of its own name. */
  title?: string;
  /** How it is worked out, in plain words. */
  how: string;
  children: ReactNode;
}

/** One insight: it explains itself, and can be put out of sight. */
export function InsightSection({ section, title, how, children }: Props) {
  const hiding = useHiding();
  const name = sectionName(section);
  const tell = (error: unknown) => showToast({ text: problemText(error).title });
  const hide = () =>
    hiding.mutate(
      { section, isHidden: true },
      {
        onError: tell,
        onSuccess: () =>
          showToast({
            text: t('insights.hidden', { name }),
            action: {
              label: t('insights.undo'),
              onPress: () => hiding.mutate({ section, isHidden: false }, { onError: tell }),
            },
          }),
      },
    );
  return (
    <section className="border-line mt-8 border-t pt-5 first-of-type:mt-4 first-of-type:border-t-0 first-of-type:pt-0">
      <div className="flex items-start justify-between gap-x-4">
        <h2 className="min-w-0 pt-2 text-lg font-semibold tracking-tight">{title ?? name}</h2>
        <Button
          tone="quiet"
          size="touch"
          icon
          className="-mr-3"
          aria-label={t('insights.hide', { name })}
          isDisabled={hiding.isPending}
          onPress={hide}
        >
          <EyeOff aria-hidden className="size-4.5" />
        </Button>
      </div>
      <div className="mt-1">{children}</div>
      <details className="mt-2">
        <summary className="text-soft inline-flex min-h-11 cursor-pointer items-center underline decoration-current/40 underline-offset-4">
          {t('insights.how')}
          <span className="sr-only">: {name}</span>
        </summary>
        <p className="text-soft max-w-[60ch]">{how}</p>
      </details>
    </section>
  );
}
