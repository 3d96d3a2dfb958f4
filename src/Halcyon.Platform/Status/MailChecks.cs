using Halcyon.Platform.Hosting;
using Npgsql;

namespace Halcyon.Platform.Status;

/// <summary>Whether letters leave.</summary>
internal sealed class MailChecks(NpgsqlDataSource dataSource, HalcyonOptions options, TimeProvider clock) : ISystemChecks
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    public async Task<IReadOnlyList<SystemCheck>> RunAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "select (select count(*) from platform.mail where status = 'failed'), (select min(created_at) from platform.mail where status = 'waiting')");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var now = clock.GetUtcNow();
        return [Check(options.Smtp is not null, reader.GetInt64(0), now - (reader.IsDBNull(1) ? now : reader.GetFieldValue<DateTimeOffset>(1)))];
    }

    internal static SystemCheck Check(bool isSent, long failed, TimeSpan oldest)
    {
        if (failed > 0)
            return SystemCheck.Bad("mail", $"{failed} letters could not be sent; the mail page says why, and sends them again.");
        if (oldest > LongestWait)
            return SystemCheck.Warning("mail", $"A letter has waited for {oldest.TotalMinutes:0} minutes. Is the mail server of HALCYON_SMTP up, and a worker running?");

        return isSent
            ? SystemCheck.Good("mail", "Letters are sent.")
            : SystemCheck.Warning("mail", "Letters are not sent: without HALCYON_SMTP they are written into the data folder, and the mail page shows them.");
    }
}
