using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Halcyon.Platform.Tests.Audit;

/// <summary>An attacker who may do anything in the database, triggers and constraints off, but does not have the master key.</summary>
public sealed class AuditTamperingTests : IAsyncLifetime
{
    private const int Entries = 30;

    /// <summary>Something else, always different, for every column.</summary>
    private static readonly Dictionary<string, string> OtherValues = new()
    {
        ["sequence"] = "sequence + 1000",
        ["occurred_at"] = "occurred_at + (1 + {0}) * interval '1 microsecond'",
        ["action"] = "action || chr(97 + {0})",
        ["actor_id"] = "case when actor_id is null or {0} % 2 = 0 then gen_random_uuid() end",
        ["subject_id"] = "case when subject_id is null or {0} % 2 = 0 then gen_random_uuid() end",
        ["resource"] = "case when resource is null or {0} % 2 = 0 then coalesce(resource, '') || 'x' end",
        ["outcome"] = "case outcome when 'success' then 'failed' else 'success' end",
        ["details"] = "case when details is null then (array['{{}}', '[]', '{{\"a\": 1}}', '7'])[1 + {0} % 4]::jsonb when {0} % 2 = 0 then details || '{{\"b\": \"c\"}}' end",
        ["ip_address"] = "case when ip_address is null or {0} % 2 = 0 then coalesce(ip_address, '') || '1' end",
        ["sealed_details"] = "case when sealed_details is null then '\\x01'::bytea when {0} % 2 = 0 then set_byte(sealed_details, 3, (get_byte(sealed_details, 3) + 1) % 256) end",
        ["sealed_ip_address"] = "case when sealed_ip_address is null then ''::bytea when {0} % 2 = 0 then sealed_ip_address || '\\x00' end",
        ["correlation_id"] = "case when correlation_id is null or {0} % 2 = 0 then coalesce(correlation_id, '') || 'y' end",
        ["hash"] = "set_byte(hash, {0} % 32, (get_byte(hash, {0} % 32) + 1) % 256)",
    };

    private HalcyonApp _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await HalcyonApp.StartAsync();
        var log = _app.Services.GetRequiredService<IAuditLog>();
        for (var number = 0; number < Entries; number++)
        {
            UserId? actor = number % 3 == 0 ? null : UserId.New();
            UserId? subject = number % 4 == 0 ? null : UserId.New();
            var details = number % 2 == 0 ? new Dictionary<string, string> { ["a"] = "ü <b>" } : null;
            await log.AppendAsync(new AuditEntry("test.appended", actor, subject, number % 5 == 0 ? null : $"thing/{number}", Details: details), Cancel);
        }

        await ExecuteAsync("create table original as select * from platform.audit_entry; create table original_head as select * from platform.audit_head");
        Assert.Null((await VerifyAsync()).Fault);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Verify_EveryColumnOfRandomRowsChanged_FindsEachChange()
    {
        Assert.Equal(await ColumnsAsync(), OtherValues.Keys.Order(StringComparer.Ordinal));
        var random = new Random(20261121);
        foreach (var (column, other) in OtherValues)
        {
            for (var round = 0; round < 6; round++)
            {
                var sequence = random.Next(1, Entries + 1);
                var sql = $"update platform.audit_entry set {column} = {string.Format(null, other, random.Next(0, 20))} where sequence = {sequence}";

                Assert.True((await FaultAfterAsync(sql)) is not null, $"Not found: {sql}");
            }
        }
    }

    [Fact]
    public async Task Verify_RandomRowsRemovedSwappedOrRepeated_FindsEach()
    {
        var random = new Random(20261122);
        for (var round = 0; round < 30; round++)
        {
            var (one, other) = (random.Next(1, Entries + 1), random.Next(1, Entries));
            other += other >= one ? 1 : 0;
            var columns = string.Join(", ", OtherValues.Keys.Where(column => column != "sequence"));
            foreach (var sql in new[]
            {
                $"delete from platform.audit_entry where sequence = {one}",
                $"delete from platform.audit_entry where sequence >= {one}",
                $"delete from platform.audit_entry where sequence <= {one}",
                $"update platform.audit_entry set sequence = case sequence when {one} then {other} else {one} end where sequence in ({one}, {other})",
                $"insert into platform.audit_entry (sequence, {columns}) select 0, {columns} from original where sequence = {one}",
                $"insert into platform.audit_entry (sequence, {columns}) select {one}, {columns} from original where sequence = {other}",
            })
            {
                Assert.True((await FaultAfterAsync(sql)) is not null, $"Not found: {sql}");
            }
        }
    }

    [Fact]
    public async Task Verify_RowAddedByHandWithTheHeadMovedToIt_IsFound()
    {
        // The attacker knows the format, but not the key: the best guess at a hash is still a guess.
        const string add =
            """
            insert into platform.audit_entry (sequence, occurred_at, action, outcome, hash)
            select sequence + 1, now(), 'account.login', 'success', sha256(hash) from platform.audit_head
            """;

        Assert.Contains("not written by Halcyon", await FaultAfterAsync(add), StringComparison.Ordinal);
        Assert.Contains(
            "ends was changed", await FaultAfterAsync(add + "; update platform.audit_head set sequence = sequence + 1, hash = sha256(hash)"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_EndCutOffAndTheHeadPutBackToTheTrueHashThere_IsFound()
    {
        var fault = await FaultAfterAsync(
            """
            delete from platform.audit_entry where sequence > 12;
            update platform.audit_head set sequence = 12, hash = (select hash from original where sequence = 12);
            delete from platform.audit_verification
            """);

        Assert.Contains("ends was changed", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_WholeLogPutBackToAnEarlierState_IsFoundByTheLengthOfTheLastVerification()
    {
        var log = _app.Services.GetRequiredService<IAuditLog>();
        await log.AppendAsync(new AuditEntry("test.later", null, null), Cancel);
        var longer = await VerifyAsync();
        Assert.Null(longer.Fault);

        await RestoreAsync("select 1");

        Assert.Contains($"was {longer.Entries} long when it was last verified", (await VerifyAsync()).Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("delete from platform.audit_head", "ends is missing")]
    [InlineData("update platform.audit_head set wrapped_key = null", "key of the log is missing")]
    [InlineData("update platform.audit_head set wrapped_key = set_byte(wrapped_key, 20, (get_byte(wrapped_key, 20) + 1) % 256)", "key of the log was changed")]
    [InlineData("update platform.audit_head set seal = null", "ends was changed")]
    [InlineData("update platform.audit_head set hash = sha256(hash)", "ends was changed")]
    public async Task Verify_HeadTamperedWith_SaysWhat(string sql, string fault) =>
        Assert.Contains(fault, await FaultAfterAsync(sql), StringComparison.Ordinal);

    private async Task<string?> FaultAfterAsync(string sql)
    {
        await RestoreAsync(sql);
        var fault = (await VerifyAsync()).Fault;
        await RestoreAsync("delete from platform.audit_verification");
        return fault;
    }

    /// <summary>Puts the log back as it was, then does what the attacker does.</summary>
    private Task RestoreAsync(string sql) => ExecuteAsync(
        $"""
        set session_replication_role = replica;
        alter table platform.audit_entry drop constraint if exists audit_entry_pkey, drop constraint if exists audit_entry_hash_ck;
        truncate platform.audit_entry; insert into platform.audit_entry select * from original;
        delete from platform.audit_head; insert into platform.audit_head select * from original_head;
        {sql};
        reset session_replication_role
        """);

    private Task<AuditVerdict> VerifyAsync() => _app.Services.GetRequiredService<AuditVerification>().RunAsync(Cancel);

    private async Task<IEnumerable<string>> ColumnsAsync()
    {
        await using var command = _app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            "select array_agg(attname::text order by attname collate \"C\") from pg_attribute where attrelid = 'platform.audit_entry'::regclass and attnum > 0 and not attisdropped");
        return (string[])(await command.ExecuteScalarAsync(Cancel))!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
