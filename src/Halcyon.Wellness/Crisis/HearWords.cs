using Halcyon.Platform.Access;
using Halcyon.Wellness.CheckIns;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Halcyon.Wellness.Crisis;

/// <summary>What somebody wrote outside a check-in, read.</summary>
/// <param name="Event">To be kept with what they wrote; null when nothing calls for it.</param>
/// <param name="Answer">For the caller; null when nothing was written.</param>
internal sealed record HeardWords(CrisisEvent? Event, CrisisAnswer? Answer)
{
    public static HeardWords Nothing { get; } = new(null, null);

    /// <summary>Show help before anything else.</summary>
    public bool CrisisAlert => Answer is { ShowsHelp: true };

    /// <summary>Of words that were kept before: help is shown again, and counted once.</summary>
    public HeardWords WithoutEvent() => new(null, Answer is null ? null : Answer with { EventId = null });
}

/// <summary>
/// Reads words that are written outside a check-in, such as a note after an action, before they are answered; a cry for help is kept in the
/// transaction that keeps the words. Routes that take such words are marked with <see cref="RefusedWordsExtensions.HearsWords"/> too.
/// </summary>
internal sealed class HearWords(ReadTexts texts, CrisisRecord crises, TimeProvider clock)
{
    /// <param name="source">Of <see cref="CrisisSource"/>.</param>
    /// <param name="words">Null and empty ones are passed over.</param>
    public HeardWords Hear(UserId userId, string source, params IEnumerable<string?> words)
    {
        var reading = texts.Read(journal: null, words.OfType<string>().Where(text => !string.IsNullOrWhiteSpace(text)));
        if (!reading.IsCrisis)
            return new HeardWords(null, CrisisAnswer.Of(reading, eventId: null));

        var now = CheckInIds.Cut(clock.GetUtcNow());
        var found = new CrisisEvent
        {
            Id = Guid.CreateVersion7(now),
            UserId = userId,
            CreatedAt = now,
            TriggerSource = source,
            RiskScore = double.IsFinite(reading.CrisisScore) ? Math.Clamp(reading.CrisisScore, 0, 1) : 1,
            RiskLevel = reading.CrisisLevel,
            Rules = [.. reading.Rules],
            FollowUpDueAt = now + CrisisRecord.FollowUpAfter,
        };
        return new HeardWords(found, CrisisAnswer.Of(reading, found.Id));
    }

    /// <summary>In the caller's open transaction, last before its commit.</summary>
    public async Task KeepAsync(WellnessDb db, HeardWords heard, CancellationToken cancellationToken)
    {
        if (heard.Event is not { } found)
            return;

        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection());
        foreach (var command in crises.Commands(found))
            batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await crises.AuditAsync(db, found, cancellationToken);
    }

    /// <summary>Graver words after an event that is still open raise it; nothing lowers it. In the caller's open transaction, last before its commit.</summary>
    public async Task RaiseAsync(WellnessDb db, CrisisEvent open, HeardWords heard, CancellationToken cancellationToken)
    {
        // Only high and critical words make an event.
        if (heard.Event is not { RiskLevel: "critical" } graver || open.RiskLevel == graver.RiskLevel)
            return;

        open.RiskLevel = graver.RiskLevel;
        open.RiskScore = Math.Max(open.RiskScore, graver.RiskScore);
        open.Rules = [.. open.Rules.Union(graver.Rules, StringComparer.Ordinal)];
        await db.SaveChangesAsync(cancellationToken);
        await crises.AuditAsync(db, "crisis.raised", open, cancellationToken);
    }
}

/// <summary>Where a call for help was heard.</summary>
internal static class CrisisSource
{
    public const string Journal = "journal_nlp";
    public const string CheckIn = "checkin";
    public const string UserReported = "user_reported";
    public const string Screening = "screening";

    /// <summary>In words after a small action.</summary>
    public const string Feedback = "feedback";

    /// <summary>In a task, a routine or a log of the tools.</summary>
    public const string Tool = "tool";

    /// <summary>In words that were typed and not kept.</summary>
    public const string Draft = "draft";
}
