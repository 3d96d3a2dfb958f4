using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Encryption;
using Halcyon.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Halcyon.Platform.Tests.Audit;

public sealed class AuditArchiveTests : IAsyncLifetime
{
    private static readonly DateTimeOffset LongAgo = new(2015, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private HalcyonApp _app = null!;

    private AuditArchive Archive => _app.Services.GetRequiredService<AuditArchive>();

    private AuditVerification Verification => _app.Services.GetRequiredService<AuditVerification>();

    private string File => Path.Combine(_app.DataDirectory, "audit-2015.jsonl");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A log whose first entries are old, which no clock of ours could have written otherwise.</summary>
    public async ValueTask InitializeAsync()
    {
        _app = await HalcyonApp.StartAsync();
        await _app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            """
            set session_replication_role = replica; truncate platform.audit_entry; delete from platform.audit_verification;
            update platform.audit_head set sequence = 0, hash = decode(repeat('00', 32), 'hex'), seal = null, wrapped_key = null;
            reset session_replication_role
            """).ExecuteNonQueryAsync(Cancel);
        using var old = new AuditLog(
            _app.Services.GetRequiredService<NpgsqlDataSource>(), _app.Services.GetRequiredService<UserKeys>(), _app.Services.GetRequiredService<ISystemProtector>(),
            _app.Services.GetRequiredService<IHttpContextAccessor>(), new StoppedClock(LongAgo));
        for (var number = 0; number < 5; number++)
            await old.AppendAsync(new AuditEntry("test.old", UserId.New(), UserId.New(), Details: new Dictionary<string, string> { ["n"] = $"{number}" }), Cancel);
        await _app.Services.GetRequiredService<IAuditLog>().AppendAsync(new AuditEntry("test.new", null, null), Cancel);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Archive_OldEntries_MoveToAFileAndTheRestStillVerifies()
    {
        var archived = await Archive.RunAsync(new DateTimeOffset(2016, 1, 1, 0, 0, 0, TimeSpan.Zero), File, Cancel);

        Assert.Equal(new ArchivedEntries(5, 5), archived);
        Assert.Equal(6, (await System.IO.File.ReadAllLinesAsync(File, Cancel)).Length);
        var verdict = await Verification.RunAsync(Cancel);
        Assert.Null(verdict.Fault);
        // The new one, and the one that tells of the archive.
        Assert.Equal(2, verdict.Entries);
        Assert.Equal(archived, await Archive.VerifyFileAsync(File, Cancel));
        Assert.Equal("audit-archive/5", (await SearchAsync("audit.archived"))[0].Resource);
        Assert.Empty(await SearchAsync("test.old"));
    }

    [Fact]
    public async Task Archive_FileChangedLater_IsNotRecognised()
    {
        await Archive.RunAsync(new DateTimeOffset(2016, 1, 1, 0, 0, 0, TimeSpan.Zero), File, Cancel);
        await System.IO.File.AppendAllTextAsync(File, "\n", Cancel);

        Assert.Null(await Archive.VerifyFileAsync(File, Cancel));
    }

    [Theory]
    [InlineData("delete from platform.audit_archive")]
    [InlineData("update platform.audit_archive set entries = entries + 1")]
    [InlineData("update platform.audit_archive set last_hash = sha256(last_hash)")]
    [InlineData("update platform.audit_archive set file_sha256 = sha256(file_sha256)")]
    [InlineData("update platform.audit_archive set file_name = 'other'")]
    [InlineData("update platform.audit_archive set archived_at = archived_at + interval '1 day'")]
    [InlineData("update platform.audit_archive set last_sequence = last_sequence - 1")]
    public async Task Verify_NoteOfTheArchiveTamperedWith_IsFound(string sql)
    {
        await Archive.RunAsync(new DateTimeOffset(2016, 1, 1, 0, 0, 0, TimeSpan.Zero), File, Cancel);
        await _app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql).ExecuteNonQueryAsync(Cancel);

        Assert.NotNull((await Verification.RunAsync(Cancel)).Fault);
    }

    [Fact]
    public async Task Archive_YoungerThanSixYears_IsRefused()
    {
        var refusal = await Assert.ThrowsAsync<AuditArchiveException>(() => Archive.RunAsync(DateTimeOffset.UtcNow.AddYears(-6).AddDays(1), File, Cancel));

        Assert.Contains("kept for 6 years", refusal.Message, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public async Task Archive_LogThatDoesNotVerify_IsRefused()
    {
        await _app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            "set session_replication_role = replica; update platform.audit_entry set action = 'x' where sequence = 3; reset session_replication_role").ExecuteNonQueryAsync(Cancel);

        await Assert.ThrowsAsync<AuditArchiveException>(() => Archive.RunAsync(new DateTimeOffset(2016, 1, 1, 0, 0, 0, TimeSpan.Zero), File, Cancel));

        Assert.Equal(5, (await SearchAsync("test.old")).Count + (await SearchAsync("x")).Count);
    }

    private Task<IReadOnlyList<AuditRecord>> SearchAsync(string action) =>
        _app.Services.GetRequiredService<AuditSearch>().FindAsync(new AuditFilter(Action: action), null, 100, Cancel);
}
