using System.Security.Cryptography;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Hosting;
using Halcyon.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Halcyon.Platform.Tests.Encryption;

public sealed class KeyRotationTests
{
    private const string Purpose = "check_in.journal";
    private static readonly byte[] Secret = "a line of a journal"u8.ToArray();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rotate_WhileOthersReadAndWrite_LosesNothingAndLeavesNothingUnderTheOldKey()
    {
        await using var app = await HalcyonApp.StartAsync();
        // So that there is a data-protection key too.
        app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect(Secret);
        var fields = app.Services.GetRequiredService<IFieldProtector>();
        var written = await WriteAsync(fields, 700);
        var oldText = await File.ReadAllTextAsync(KeyFile(app), Cancel);
        var oldId = new MasterKeys(Options(app, oldText)).Current.Id;
        await app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("create table backup as select * from platform.user_key").ExecuteNonQueryAsync(Cancel);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        using var begun = new SemaphoreSlim(0);
        var others = Enumerable.Range(0, 4).Select(_ => Task.Run(() => ReadAndWriteAsync(fields, written, begun, done.Token))).ToList();
        foreach (var _ in others)
            await begun.WaitAsync(Cancel);

        await using var command = Command(app, masterKey: null);
        var rotated = await command.GetRequiredService<KeyRotation>().RunAsync(null, Cancel);
        await done.CancelAsync();
        var during = (await Task.WhenAll(others)).SelectMany(some => some).ToList();

        Assert.True(rotated.IsNewKey);
        Assert.True(rotated.Values >= 700 + 3, $"{rotated.Values}");
        Assert.Equal([Convert.ToHexStringLower(oldId)], rotated.OldKeys);
        Assert.NotEmpty(during);
        Assert.Empty(await ColumnsUnderAsync(app, oldId));
        Assert.Equal(0, await command.GetRequiredService<KeyRotation>().CountWaitingAsync(Cancel));
        Assert.Single(await app.Services.GetRequiredService<AuditSearch>().FindAsync(new AuditFilter(Action: "keys.rotated"), null, 10, Cancel));

        var newText = (await File.ReadAllTextAsync(KeyFile(app), Cancel)).Split(',')[0];
        await using var onlyNew = Command(app, newText);
        foreach (var (owner, cipher) in written.Concat(during))
            Assert.Equal(Secret, await onlyNew.GetRequiredService<IFieldProtector>().UnprotectAsync(owner, Purpose, cipher, Cancel));
        Assert.Null((await onlyNew.GetRequiredService<AuditVerification>().RunAsync(Cancel)).Fault);
        await AssertBackupNeedsAsync(app, written[0].Owner, oldText, newText);
    }

    [Fact]
    public async Task Rotate_InterruptedBefore_IsFinishedWithTheKeyThatWasMadeThen()
    {
        await using var app = await HalcyonApp.StartAsync();
        await WriteAsync(app.Services.GetRequiredService<IFieldProtector>(), 20);
        await using var command = Command(app, masterKey: null);
        command.GetRequiredService<MasterKeys>().AddToFile();

        var rotated = await command.GetRequiredService<KeyRotation>().RunAsync(null, Cancel);

        Assert.False(rotated.IsNewKey);
        Assert.True(rotated.Values > 20);
        Assert.Equal(2, (await File.ReadAllTextAsync(KeyFile(app), Cancel)).Split(',').Length);
        Assert.Equal(0, await command.GetRequiredService<KeyRotation>().CountWaitingAsync(Cancel));
    }

    [Fact]
    public async Task Rotate_KeysFromTheSetting_WrapsUnderTheFirstAndThenNeedsOnlyThat()
    {
        var (old, fresh) = (NewKey(), NewKey());
        await using var app = await HalcyonApp.StartAsync(options => options with { MasterKey = old });
        var written = await WriteAsync(app.Services.GetRequiredService<IFieldProtector>(), 5);
        await using var command = Command(app, $"{fresh},{old}");

        var rotated = await command.GetRequiredService<KeyRotation>().RunAsync(null, Cancel);
        var again = await command.GetRequiredService<KeyRotation>().RunAsync(null, Cancel);

        Assert.False(rotated.IsNewKey);
        Assert.True(rotated.Values > 5);
        Assert.Equal(0, again.Values);
        await using var onlyNew = Command(app, fresh);
        Assert.Equal(Secret, await onlyNew.GetRequiredService<IFieldProtector>().UnprotectAsync(written[0].Owner, Purpose, written[0].Cipher, Cancel));
        await using var restarted = await HalcyonApp.StartAsync(options => options with { Database = app.ConnectionString, MasterKey = fresh });
    }

    [Fact]
    public async Task Start_WithTheKeyLost_SaysSoInOneSentence()
    {
        await using var app = await HalcyonApp.StartAsync(options => options with { MasterKey = NewKey() });

        var refusal = await Assert.ThrowsAsync<MasterKeyException>(() =>
            HalcyonApp.StartAsync(options => options with { Database = app.ConnectionString, MasterKey = NewKey() }));

        Assert.Matches("^Something was encrypted under master key [0-9a-f]{8}, which this Halcyon does not have; .*\\.$", refusal.Message);
    }

    [Fact]
    public void KeyFile_ReplacedByAnotherProcess_IsFollowed()
    {
        var folder = TemporaryFolder.Create();
        var running = new MasterKeys(new HalcyonOptions { DataDirectory = folder });
        var rotating = new MasterKeys(new HalcyonOptions { DataDirectory = folder });
        rotating.AddToFile();

        var wrapped = new SystemProtector(rotating).Protect("x", Secret);

        // A value under the new key turns up before the running process has looked at the file.
        Assert.Equal(Secret, new SystemProtector(running).Unprotect("x", wrapped));
        Assert.Equal(rotating.Current.Name, running.Current.Name);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<List<(UserId Owner, byte[] Cipher)>> WriteAsync(IFieldProtector fields, int count)
    {
        var written = new List<(UserId, byte[])>();
        for (var number = 0; number < count; number++)
        {
            var owner = UserId.New();
            written.Add((owner, await fields.ProtectAsync(owner, Purpose, Secret, Cancel)));
        }

        return written;
    }

    private static async Task<List<(UserId Owner, byte[] Cipher)>> ReadAndWriteAsync(
        IFieldProtector fields, List<(UserId Owner, byte[] Cipher)> written, SemaphoreSlim begun, CancellationToken stop)
    {
        var during = new List<(UserId, byte[])>();
        for (var round = 0; !stop.IsCancellationRequested; round++)
        {
            during.AddRange(await WriteAsync(fields, 1));
            var (owner, cipher) = written[round % written.Count];
            Assert.Equal(Secret, await fields.UnprotectAsync(owner, Purpose, cipher, Cancel));
            if (round == 0)
                begun.Release();
        }

        return during;
    }

    private static async Task AssertBackupNeedsAsync(HalcyonApp app, UserId owner, string oldText, string newText)
    {
        await using var command = app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select wrapped_key from backup where user_id = $1");
        command.Parameters.Add(new() { Value = owner.Value });
        var wrapped = (byte[])(await command.ExecuteScalarAsync(Cancel))!;

        Assert.Equal(32, new SystemProtector(new MasterKeys(Options(app, oldText))).Unprotect(UserKeys.PurposeOf(owner.Value), wrapped).Length);
        Assert.Throws<MasterKeyException>(() => new SystemProtector(new MasterKeys(Options(app, newText))).Unprotect(UserKeys.PurposeOf(owner.Value), wrapped));
    }

    /// <summary>Every column of the database, registered for rotation or not, that holds a value under that master key.</summary>
    private static async Task<List<string>> ColumnsUnderAsync(HalcyonApp app, byte[] keyId)
    {
        var dataSource = app.Services.GetRequiredService<NpgsqlDataSource>();
        var columns = new List<(string Table, string Column)>();
        await using (var command = dataSource.CreateCommand(
            "select format('%I.%I', table_schema, table_name), format('%I', column_name) from information_schema.columns where data_type = 'bytea' and table_schema not in ('pg_catalog', 'information_schema') and table_name <> 'backup'"))
        await using (var reader = await command.ExecuteReaderAsync(Cancel))
        {
            while (await reader.ReadAsync(Cancel))
                columns.Add((reader.GetString(0), reader.GetString(1)));
        }

        var under = new List<string>();
        foreach (var (table, column) in columns)
        {
            await using var command = dataSource.CreateCommand($"select exists (select from {table} where substring({column} from 1 for 5) = $1)");
            command.Parameters.Add(new() { Value = (byte[])[1, .. keyId] });
            if (await command.ExecuteScalarAsync(Cancel) is true)
                under.Add($"{table}.{column}");
        }

        return under;
    }

    /// <summary>The services of a command that works beside the server, on its data folder and database.</summary>
    private static ServiceProvider Command(HalcyonApp app, string? masterKey)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddPlatform(new HalcyonOptions { DataDirectory = app.DataDirectory, MasterKey = masterKey }, app.ConnectionString).AddModules();
        return services.BuildServiceProvider();
    }

    private static string KeyFile(HalcyonApp app) => Path.Combine(app.DataDirectory, "keys", "master.key");

    private static HalcyonOptions Options(HalcyonApp app, string masterKey) => new() { DataDirectory = app.DataDirectory, MasterKey = masterKey };

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
