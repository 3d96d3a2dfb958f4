using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Wellness.Crisis;
using Npgsql;

namespace Halcyon.Wellness.CheckIns.Import;

/// <summary>Keeps the rows of a file: the words are read as any others, but what was long ago alarms nobody.</summary>
internal sealed class KeepImported(
    NpgsqlDataSource dataSource, IFieldProtector protector, ReadTexts texts, CheckInMonths months, TimeProvider clock)
{
    private const int AtOnce = 200;
    private const int MostNamed = 100;

    public async Task<ImportResult> KeepAsync(UserId userId, IReadOnlyList<MappedRow> rows, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var refused = rows.Where(row => row.Fault is not null).Select(row => new RefusedLine(row.Line, row.Fault!)).ToList();
        var taken = rows.Where(row => row.Request is not null).ToList();
        var importId = Guid.CreateVersion7(now);
        var imported = 0;
        var callsForHelp = false;
        foreach (var chunk in taken.Chunk(AtOnce))
        {
            var checkIns = new List<CheckIn>(chunk.Length);
            foreach (var row in chunk)
            {
                var (checkIn, reading) = await ReadAsync(userId, row, importId, now, cancellationToken);
                callsForHelp |= reading.ShowsHelp && row.OccurredAt > now - CheckInRules.LongestAgo;
                await months.EnsureAsync(row.OccurredAt, cancellationToken);
                checkIns.Add(checkIn);
            }

            imported += await CheckInRows.BringInAsync(dataSource, checkIns, cancellationToken);
        }

        return new ImportResult(
            imported == 0 ? null : importId, imported, taken.Count(row => !row.TimeKnown), taken.Count - imported, refused.Count,
            [.. refused.Take(MostNamed)], callsForHelp);
    }

    private async Task<(CheckIn CheckIn, TextReading Reading)> ReadAsync(
        UserId userId, MappedRow row, Guid importId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var draft = CheckInDraft.From(row.Request!);
        var reading = texts.Read(draft.Content.JournalText, draft.OtherWords);
        var checkIn = CheckInDraft.Empty(userId, row.OccurredAt, CheckInIds.Cut(now), CheckInIds.Derived(row.OccurredAt, userId, row.Source), row.TimeKnown, importId);
        draft.WriteTo(checkIn, reading, await draft.ContentWith(reading).SealAsync(protector, userId, cancellationToken));
        return (checkIn, reading);
    }
}
