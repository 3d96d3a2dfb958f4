import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { activity } from '@/lib/messages/en/activity';

// Of the server itself: these have no person as their subject, so that nobody's own record shows them.
const ofTheServer = /^(audit|invitation|job|keys|mail)\./;

describe('what is told of the audit record', () => {
  it('has a sentence for every action that the server records about a person', () => {
    const sources = readdirSync('../src', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.cs') && !file.includes('/obj/'))
      .map((file) => readFileSync(`../src/${file}`, 'utf8'));
    const actions = sources.flatMap((source) =>
      [...source.matchAll(/new AuditEntry\(\s*(?:[\w.]+ \? "([\w.]+)" : )?"([\w.]+)"/g)].flatMap((match) =>
        (match.slice(1) as (string | undefined)[]).filter((action) => action !== undefined),
      ),
    );
    expect(actions.length).toBeGreaterThan(20);

    const missing = [...new Set(actions)].filter(
      (action) =>
        !ofTheServer.test(action) &&
        !(`activity.${action}` in activity) &&
        !(`activity.${action}.refused` in activity),
    );

    expect(missing).toEqual([]);
  });
});
