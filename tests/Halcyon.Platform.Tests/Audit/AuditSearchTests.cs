using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Halcyon.Platform.Tests.Audit;

/// <summary>A page must cost its rows, however long the log is: shown by the plans on a generated log, not by a stopwatch.</summary>
public sealed class AuditSearchTests(LongLog log) : IClassFixture<LongLog>
{

    /// <summary>Buffers of 8 KiB that a page of 21 rows may touch: its rows, and some levels of an index.</summary>
    private const long MostBuffers = 120;
    private static readonly UserId Busy = new(Guid.Parse("00000000-0000-7000-8000-000000000007"));

    private AuditSearch Search => log.App.Services.GetRequiredService<AuditSearch>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_WhateverIsLookedFor_TouchesFewBuffers()
    {
        var middle = new AuditPosition(new DateTimeOffset(2026, 1, 12, 0, 0, 0, TimeSpan.Zero), 96_000);
        foreach (var filter in new[]
        {
            new AuditFilter(),
            new AuditFilter(ActorId: Busy),
            new AuditFilter(SubjectId: Busy),
            new AuditFilter(Action: "keys.rotated"),
            new AuditFilter(Action: "account.login"),
            new AuditFilter(Outcome: "refused"),
            new AuditFilter(Outcome: "success"),
            new AuditFilter(From: middle.OccurredAt, To: middle.OccurredAt.AddMinutes(1)),
            new AuditFilter(To: new DateTimeOffset(2026, 1, 1, 0, 5, 0, TimeSpan.Zero)),
            new AuditFilter(ActorId: Busy, Action: "account.login", From: middle.OccurredAt.AddDays(-3)),
        })
        {
            foreach (var before in new AuditPosition?[] { null, middle })
            {
                var buffers = await BuffersAsync(filter, before);

                Assert.True(buffers <= MostBuffers, $"{filter} after {before} touched {buffers} buffers.");
            }
        }
    }

    [Fact]
    public async Task Pages_OneAfterTheOther_GiveEveryRowOnceInOrder()
    {
        var seen = new List<long>();
        AuditPosition? before = null;
        while (true)
        {
            var page = await Search.FindAsync(new AuditFilter(ActorId: Busy), before, 50, Cancel);
            seen.AddRange(page.Select(entry => entry.Sequence));
            if (page.Count < 50)
                break;
            Assert.True(AuditPosition.TryParse(new AuditPosition(page[^1].OccurredAt, page[^1].Sequence).ToString(), out before));
        }

        Assert.Equal(Enumerable.Range(1, LongLog.Rows).Count(n => n % 997 == 7), seen.Count);
        Assert.Equal(seen.OrderDescending().Distinct(), seen);
    }

    [Fact]
    public async Task Actions_OfTheWholeLog_AreEachNamedOnce() =>
        Assert.Superset(
            new HashSet<string>(["account.login", "recording.viewed", "report.opened", "keys.rotated"]),
            (await Search.ReadActionsAsync(Cancel)).ToHashSet());

    private async Task<long> BuffersAsync(AuditFilter filter, AuditPosition? before)
    {
        await using var command = Search.Command(filter, before, 21);
        command.CommandText = "explain (analyze, buffers, format json) " + command.CommandText;
        var plan = System.Text.Json.JsonDocument.Parse((string)(await command.ExecuteScalarAsync(Cancel))!);
        var top = plan.RootElement[0].GetProperty("Plan");
        return top.GetProperty("Shared Hit Blocks").GetInt64() + top.GetProperty("Shared Read Blocks").GetInt64();
    }
}

public sealed class LongLog : IAsyncLifetime
{
    public const int Rows = 200_000;

    public HalcyonApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        App = await HalcyonApp.StartAsync();
        await using var command = App.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            $"""
            insert into platform.audit_entry (sequence, occurred_at, action, actor_id, subject_id, outcome, hash)
            select 1000 + n, timestamptz '2026-01-01' + n * interval '10 seconds',
                case when n % 50000 = 0 then 'keys.rotated' else (array['account.login', 'recording.viewed', 'report.opened'])[1 + n % 3] end,
                ('00000000-0000-7000-8000-' || lpad((n % 997)::text, 12, '0'))::uuid,
                ('00000000-0000-7000-8000-' || lpad((n % 1009)::text, 12, '0'))::uuid,
                case when n % 20011 = 0 then 'refused' else 'success' end, decode(repeat('00', 32), 'hex')
            from generate_series(1, {Rows}) n
            """);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(CancellationToken.None);
        await using var analyze = App.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("vacuum analyze platform.audit_entry");
        await analyze.ExecuteNonQueryAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
