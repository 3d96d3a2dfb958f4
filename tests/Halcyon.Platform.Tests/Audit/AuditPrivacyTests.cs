using System.Text;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Encryption;
using Halcyon.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Halcyon.Platform.Tests.Audit;

public sealed class AuditPrivacyTests(HalcyonApp app) : IClassFixture<HalcyonApp>
{
    private static readonly Dictionary<string, string> Facts = new() { ["device"] = "a telephone with a name" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Entry_OfAPerson_IsReadWhileTheKeyLivesAndNeverAfter_AndTheChainHolds()
    {
        var (person, helper) = (UserId.New(), UserId.New());
        await AppendAsync(new AuditEntry("test.seen", helper, person, Details: Facts));
        var before = await OnlyAsync(new AuditFilter(SubjectId: person));

        await app.Services.GetRequiredService<IUserKeys>().DestroyAsync(person, Cancel);

        Assert.Equal(Facts, before.Details);
        Assert.Equal("192.0.2.7", before.IpAddress);
        var after = await OnlyAsync(new AuditFilter(SubjectId: person));
        Assert.Null(after.Details);
        // The address is the helper's, whose key lives.
        Assert.Equal("192.0.2.7", after.IpAddress);
        Assert.Null((await app.Services.GetRequiredService<AuditVerification>().RunAsync(Cancel)).Fault);

        await app.Services.GetRequiredService<IUserKeys>().DestroyAsync(helper, Cancel);

        Assert.Null((await OnlyAsync(new AuditFilter(SubjectId: person))).IpAddress);
        Assert.Null((await app.Services.GetRequiredService<AuditVerification>().RunAsync(Cancel)).Fault);
    }

    [Fact]
    public async Task Entry_AfterErasure_IsStillWrittenButTellsOnlyTheId()
    {
        var person = UserId.New();
        await app.Services.GetRequiredService<IUserKeys>().DestroyAsync(person, Cancel);

        await AppendAsync(new AuditEntry("test.late", person, person, Details: Facts));

        var entry = await OnlyAsync(new AuditFilter(ActorId: person));
        Assert.Null(entry.Details);
        Assert.Null(entry.IpAddress);
    }

    [Fact]
    public async Task Entry_OfAPerson_LeavesNothingReadableInTheTable()
    {
        var person = UserId.New();
        await AppendAsync(new AuditEntry("test.stored", person, null, Details: Facts));

        await using var command = app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            "select row_to_json(e)::text, sealed_details || sealed_ip_address from platform.audit_entry e where action = 'test.stored'");
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        Assert.True(await reader.ReadAsync(Cancel));
        Assert.DoesNotContain("192.0.2.7", reader.GetString(0), StringComparison.Ordinal);
        Assert.Equal(-1, reader.GetFieldValue<byte[]>(1).AsSpan().IndexOf(Encoding.UTF8.GetBytes("telephone")));
    }

    [Fact]
    public async Task Append_TransactionUndoneThatMadeThePersonsKey_LeavesNoKeyBehindInMemory()
    {
        var person = UserId.New();
        await app.WithAsync<PlatformDb, int>(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            await app.Services.GetRequiredService<IAuditLog>().AppendAsync(db, new AuditEntry("test.undone", person, person, Details: Facts), Cancel);
            return 0;
        });
        await AppendAsync(new AuditEntry("test.done", person, person, Details: Facts));

        Assert.Equal(Facts, (await OnlyAsync(new AuditFilter(ActorId: person))).Details);
    }

    private async Task AppendAsync(AuditEntry entry)
    {
        var contexts = app.Services.GetRequiredService<IHttpContextAccessor>();
        contexts.HttpContext = new DefaultHttpContext { Connection = { RemoteIpAddress = System.Net.IPAddress.Parse("192.0.2.7") } };
        try
        {
            await app.Services.GetRequiredService<IAuditLog>().AppendAsync(entry, Cancel);
        }
        finally
        {
            contexts.HttpContext = null;
        }
    }

    private async Task<AuditRecord> OnlyAsync(AuditFilter filter) =>
        Assert.Single(await app.Services.GetRequiredService<AuditSearch>().FindAsync(filter, null, 10, Cancel));
}
