using Npgsql;
using Quartz;

namespace Halcyon.Platform.Mail;

/// <summary>Takes text and address out of letters that are settled, and later the rows: what was sent is nobody's to read again.</summary>
[DisallowConcurrentExecution]
internal sealed class ForgetLetters(NpgsqlDataSource dataSource, MailDelivery delivery, TimeProvider clock) : IJob
{
    /// <summary>As long as the longest-lived link in a letter.</summary>
    public static readonly TimeSpan TextKept = TimeSpan.FromDays(7);

    public static readonly TimeSpan RowKept = TimeSpan.FromDays(90);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(new("update platform.mail set letter = null where status <> 'waiting' and letter is not null and last_attempt_at < $1")
        {
            Parameters = { new() { Value = now - TextKept } },
        });
        batch.BatchCommands.Add(new("delete from platform.mail where status <> 'waiting' and last_attempt_at < $1")
        {
            Parameters = { new() { Value = now - RowKept } },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
        delivery.RemoveFilesBefore(now - TextKept);
    }
}
