using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Halcyon.Platform.Tests.Audit;

public sealed class AuditTests : IAsyncLifetime
{
    private HalcyonApp _app = null!;
    private long _before;

    private IAuditLog Log => _app.Services.GetRequiredService<IAuditLog>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await HalcyonApp.StartAsync();
        _before = (await VerifyAsync()).Entries;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Append_ManyAtOnce_MakeOneUnbrokenChain()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(index => Task.Run(() => AppendAsync(index))));

        var verdict = await VerifyAsync();

        Assert.Null(verdict.Fault);
        Assert.Equal(_before + 40, verdict.Entries);
    }

    [Theory]
    [InlineData("update platform.audit_entry set outcome = 'failed'")]
    [InlineData("delete from platform.audit_entry")]
    [InlineData("truncate platform.audit_entry")]
    public async Task Change_ThroughSql_IsRefused(string sql)
    {
        await AppendAsync(1);

        await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(sql));
    }

    [Theory]
    [InlineData("update platform.audit_entry set details = '{\"number\": \"7\"}' where sequence = $", "was changed")]
    [InlineData("update platform.audit_entry set occurred_at = occurred_at + interval '1 microsecond' where sequence = $", "was changed")]
    [InlineData("delete from platform.audit_entry where sequence = $", "is missing")]
    [InlineData("delete from platform.audit_entry where sequence > $", "missing at the end")]
    [InlineData("update platform.audit_entry set sequence = case sequence when $ then -1 else $ end where sequence in ($, $ + 1); update platform.audit_entry set sequence = $ + 1 where sequence = -1", "was changed")]
    public async Task Verify_TamperedBehindTheTrigger_NamesTheFault(string sql, string fault)
    {
        for (var index = 1; index <= 4; index++)
            await AppendAsync(index);
        Assert.Null((await VerifyAsync()).Fault);

        await ExecuteAsync("alter table platform.audit_entry disable trigger audit_entry_append_only");
        await ExecuteAsync(sql.Replace("$", $"{_before + 2}", StringComparison.Ordinal));

        Assert.Contains(fault, (await VerifyAsync()).Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Append_InATransaction_IsKeptOnlyWithIt(bool commit)
    {
        await _app.WithAsync<PlatformDb, int>(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            await Log.AppendAsync(db, new AuditEntry("test.changed", null, UserId.New()), Cancel);
            if (commit)
                await transaction.CommitAsync(Cancel);
            return 0;
        });
        await AppendAsync(1);

        var verdict = await VerifyAsync();

        Assert.Null(verdict.Fault);
        Assert.Equal(_before + (commit ? 2 : 1), verdict.Entries);
    }

    [Fact]
    public async Task Append_WithoutTheTransactionItShouldJoin_Throws() =>
        await _app.WithAsync<PlatformDb, InvalidOperationException>(db =>
            Assert.ThrowsAsync<InvalidOperationException>(() => Log.AppendAsync(db, new AuditEntry("test.changed", null, null), Cancel)));

    private Task AppendAsync(int number) => Log.AppendAsync(
        new AuditEntry("test.appended", UserId.New(), UserId.New(), $"thing/{number}", Details: new Dictionary<string, string> { ["number"] = $"{number}", ["a"] = "ü <b>" }),
        Cancel);

    private Task<AuditVerdict> VerifyAsync() => _app.Services.GetRequiredService<AuditVerification>().RunAsync(Cancel);

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
