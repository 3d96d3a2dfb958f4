using System.Collections.Concurrent;
using Halcyon.Platform.Hosting;
using Halcyon.Wellness.Crisis;
using Microsoft.Extensions.Logging;
using Npgsql;
using Quartz;

namespace Halcyon.Wellness.CheckIns;

/// <summary>The months of the table. They are made ahead; where one is missing, the rest takes its rows, so no check-in waits for this.</summary>
internal sealed class CheckInMonths(NpgsqlDataSource dataSource, TimeProvider clock, ILogger<CheckInMonths> logger)
{
    private const int MonthsAhead = 3;

    /// <summary>Older days, which a diary brings in, stay in the rest: somebody's long past must not make hundreds of tables for all.</summary>
    private const int MonthsBack = 25;

    private readonly ConcurrentDictionary<(int Year, int Month), bool> _made = new();

    /// <summary>Outside any transaction: making a month waits for nobody else's rows then.</summary>
    public async ValueTask EnsureAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var month = (moment.UtcDateTime.Year, moment.UtcDateTime.Month);
        if (_made.ContainsKey(month) || moment < clock.GetUtcNow().AddMonths(-MonthsBack))
            return;

        try
        {
            await using var command = dataSource.CreateCommand("select wellness.ensure_check_in_month($1)");
            command.Parameters.Add(new() { Value = moment.ToUniversalTime() });
            await command.ExecuteNonQueryAsync(cancellationToken);
            _made.TryAdd(month, true);
        }
        catch (PostgresException problem)
        {
            // Somebody reads for long, or makes it too: the rest takes the rows, and the next attempt moves them.
            logger.LogWarning("A month of check-ins was not made yet ({Reason}).", problem.MessageText);
        }
    }

    public async Task EnsureAheadAsync(CancellationToken cancellationToken)
    {
        for (var ahead = 0; ahead <= MonthsAhead; ahead++)
            await EnsureAsync(clock.GetUtcNow().AddMonths(ahead), cancellationToken);
    }
}

/// <summary>
/// Before the first check-in: a server that was off for months has none of the months to come, and who is first should not
/// wait until what reads words is in memory.
/// </summary>
internal sealed class ReadyForCheckIns(CheckInMonths months, ReadTexts texts) : IStartupTask
{
    public int Order => 300;

    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        texts.Read("All is well.", []);
        await months.EnsureAheadAsync(cancellationToken);
        return [];
    }
}

/// <summary>Every night: the months to come, long before anybody checks in there.</summary>
[DisallowConcurrentExecution]
internal sealed class MakeMonthsAhead(CheckInMonths months) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await months.EnsureAheadAsync(cancellationToken);
}
