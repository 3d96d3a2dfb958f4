import { useState } from 'react';
import { Button } from '@/components/Button';
import { t } from '@/lib/messages/library';
import { isOneOf } from '../model/intervention';

const columns = [
  'situation',
  'thought',
  'feeling',
  'evidence_for',
  'evidence_against',
  'fairer_thought',
  'feeling_after',
] as const;

/** Everything that was written, once, before it goes. */
export function ReviewWords({ written }: { written: Readonly<Record<string, string>> }) {
  const [isCopied, setCopied] = useState(false);
  const rows = Object.entries(written)
    .filter(([, text]) => text.trim() !== '')
    .map(([column, text]) => ({ name: isOneOf(columns, column) ? t(`player.column.${column}`) : '', text }));
  const copy = () =>
    navigator.clipboard.writeText(rows.map(({ name, text }) => `${name}\n${text}`).join('\n\n')).then(
      () => setCopied(true),
      // The words are on the screen and can be marked by hand.
      () => setCopied(false),
    );
  return (
    <>
      <h2 className="font-serif text-xl sm:text-2xl">{t('player.review')}</h2>
      {rows.length === 0 ? (
        <p className="text-base">{t('player.reviewEmpty')}</p>
      ) : (
        <>
          <dl className="flex flex-col gap-4">
            {rows.map(({ name, text }) => (
              <div key={name}>
                <dt className="text-soft text-sm">{name}</dt>
                <dd className="font-serif text-lg leading-relaxed [overflow-wrap:anywhere] whitespace-pre-wrap">
                  {text}
                </dd>
              </div>
            ))}
          </dl>
          <div className="flex flex-wrap items-center gap-3">
            {/* Only a page served over https may write to the clipboard. */}
            {'clipboard' in navigator ? (
              <Button size="touch" onPress={() => void copy()}>
                {t(isCopied ? 'player.copied' : 'player.copy')}
              </Button>
            ) : null}
            <p className="text-soft min-w-0 flex-1 basis-60 text-sm">{t('player.reviewText')}</p>
          </div>
        </>
      )}
    </>
  );
}
