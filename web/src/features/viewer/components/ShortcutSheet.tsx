import { t } from '@/lib/messages/t';
import { shortcuts } from '../model/shortcuts';
import { Sheet } from '@/components/Sheet';

const mouseHints = ['wheel', 'zoom', 'ruler', 'select', 'lanes'] as const;

export function ShortcutSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Sheet title={t('viewer.help')} isOpen={isOpen} onClose={onClose}>
      <dl className="grid grid-cols-1 gap-x-10 sm:grid-cols-2">
        {shortcuts.map(({ command, keys }) => (
          <div key={command} className="border-line flex items-center justify-between gap-4 border-b py-1.5">
            <dt className="text-soft">{t(`viewer.command.${command}`)}</dt>
            <dd className="flex shrink-0 gap-1">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="border-line-strong/50 bg-paper min-w-6 rounded-sm border px-1.5 py-0.5 text-center font-sans text-xs"
                >
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <h3 className="mt-5 mb-1.5 text-sm font-semibold">{t('viewer.shortcutsMouse')}</h3>
      <ul className="text-soft space-y-1">
        {mouseHints.map((hint) => (
          <li key={hint}>{t(`viewer.mouse.${hint}`)}</li>
        ))}
      </ul>
    </Sheet>
  );
}
