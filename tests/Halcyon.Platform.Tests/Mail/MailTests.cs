using System.Text;
using Halcyon.Platform.Mail;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Halcyon.Platform.Tests.Mail;

/// <summary>From the transaction that writes a letter to the server that takes it. Without a worker, so that each step is the test's own.</summary>
public sealed class MailTests : IAsyncLifetime
{
    private const string To = "ada@example.org";
    private HalcyonApp _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await StartAsync(null);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Queue_CommittedWithAWorker_IsWrittenToAPrivateFileAtOnce()
    {
        await using var app = await HalcyonApp.StartAsync();
        using var written = new FileSystemWatcher(Directory.CreateDirectory(Path.Combine(app.DataDirectory, "mail", "outbox")).FullName, "*.eml");
        var appeared = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        written.Renamed += (_, file) => appeared.TrySetResult(file.FullPath);
        // As which a renaming is told when its two halves are read apart.
        written.Created += (_, file) => appeared.TrySetResult(file.FullPath);
        written.EnableRaisingEvents = true;

        await QueueAsync(app, "Your link: https://localhost/reset-password#user=1&token=x=y");

        var path = await appeared.Task.WaitAsync(Cancel);
        var lines = await File.ReadAllLinesAsync(path, Cancel);
        Assert.Contains("To: <ada@example.org>", lines);
        Assert.Contains("Your link: https://localhost/reset-password#user=1&token=x=y", lines);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(path)!));
        }
    }

    [Fact]
    public async Task Queue_RolledBackOrWithoutTransaction_WritesNothing()
    {
        await _app.WithAsync<PlatformDb, int>(async db =>
        {
            var mailer = _app.Services.GetRequiredService<IMailer>();
            await Assert.ThrowsAsync<InvalidOperationException>(() => mailer.QueueAsync(db, new Letter(To, "test", "A subject", "Text"), Cancel));
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            await mailer.QueueAsync(db, new Letter(To, "test", "A subject", "Text"), Cancel);
            await transaction.RollbackAsync(Cancel);
            return 0;
        });

        Assert.Equal(0L, await ScalarAsync(_app, "select count(*) from platform.mail"));
    }

    [Fact]
    public async Task Queue_AnyLetter_KeepsAddressAndTextEncrypted()
    {
        await QueueAsync(_app, "a very secret text");

        var row = (string?)await ScalarAsync(_app, "select m::text from platform.mail m")
            + Encoding.Latin1.GetString((byte[])(await ScalarAsync(_app, "select letter from platform.mail"))!);
        Assert.DoesNotContain("secret", row, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deliver_ServerAwayThenBack_SendsTheSameMessageLater()
    {
        var port = FreePort.Find();
        await using var app = await StartAsync($"smtp://127.0.0.1:{port}?from=h@example.org");
        await QueueAsync(app, "Text");

        await DeliverAsync(app);
        Assert.Equal("waiting 1 The mail server cannot be reached (ConnectionRefused).", await StateAsync(app));
        Assert.False(await Dispatcher(app).DeliverNextAsync(Cancel), "It must wait before the next attempt.");

        // The server is back, but refuses the first time it has read everything: the second message must be known as the same.
        using var server = await SmtpServer.StartAsync(new { port, refused_data = 1 });
        await DueAsync(app);
        await DeliverAsync(app);
        Assert.Equal("waiting 2 The mail server refused the letter: 451 5.1.1.", await StateAsync(app));
        await DueAsync(app);
        await DeliverAsync(app);

        Assert.Equal("sent 3 ", await StateAsync(app));
        var (first, second) = (await server.NextAsync(), await server.NextAsync());
        Assert.Equal(first.Raw, second.Raw);
        Assert.Matches("^<[0-9a-f]{32}@example.org>$", first.MessageId);
    }

    [Fact]
    public async Task Deliver_RefusedForGood_FailsUntilAnAdministratorRetries()
    {
        using var server = await SmtpServer.StartAsync(new { });
        await using var app = await StartAsync($"smtp://127.0.0.1:{server.Port}?from=h@example.org");
        await QueueAsync(app, "Text", "refuse550@example.org");

        await DeliverAsync(app);

        Assert.Equal("failed 1 The mail server refused the recipient: 550 5.1.1.", await StateAsync(app));
        Assert.False(await Dispatcher(app).DeliverNextAsync(Cancel));
    }

    [Fact]
    public async Task Deliver_TooManyAttempts_GivesUp()
    {
        await using var app = await StartAsync("smtp://127.0.0.1:1?from=h@example.org");
        await QueueAsync(app, "Text");
        await ScalarAsync(app, $"update platform.mail set attempts = {MailDispatcher.MostAttempts - 1}");

        await DeliverAsync(app);

        Assert.StartsWith("failed 30 ", await StateAsync(app), StringComparison.Ordinal);
    }

    [Fact]
    public void WaitAfter_AllAttempts_AddUpToAboutADay()
    {
        var total = Enumerable.Range(1, MailDispatcher.MostAttempts - 1).Sum(attempt => MailDispatcher.WaitAfter(attempt).TotalHours);

        Assert.InRange(total, 20, 26);
    }

    [Fact]
    public async Task Deliver_ManyNodes_SendEachLetterOnce()
    {
        using var server = await SmtpServer.StartAsync(new { });
        await using var app = await StartAsync($"smtp://127.0.0.1:{server.Port}?from=h@example.org");
        for (var n = 0; n < 20; n++)
            await QueueAsync(app, $"Letter {n}");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            while (await Dispatcher(app).DeliverNextAsync(Cancel))
            {
            }
        }));

        var texts = new List<string>();
        for (var n = 0; n < 20; n++)
            texts.Add((await server.NextAsync()).Text.Trim());
        Assert.Equal(20, texts.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(20L, await ScalarAsync(app, "select count(*) from platform.mail where status = 'sent' and attempts = 1"));
    }

    [Fact]
    public async Task Deliver_LetterThatCannotBeRead_DoesNotStopTheNext()
    {
        await QueueAsync(_app, "Broken");
        await ScalarAsync(_app, "update platform.mail set letter = '\\x01'");
        await QueueAsync(_app, "Whole");

        await DeliverAsync(_app);
        await DeliverAsync(_app);

        Assert.Equal(1L, await ScalarAsync(_app, "select count(*) from platform.mail where status = 'sent'"));
        Assert.Equal(1L, await ScalarAsync(_app, "select count(*) from platform.mail where status = 'waiting' and last_error like '%CryptographicException%'"));
    }

    [Fact]
    public async Task Forget_AfterSomeDays_EmptiesThenRemovesWhatIsSettled()
    {
        await QueueAsync(_app, "Sent");
        await DeliverAsync(_app);
        await QueueAsync(_app, "Waiting");
        var file = Directory.GetFiles(Path.Combine(_app.DataDirectory, "mail", "outbox")).Single();

        await ForgetAsync(days: 6);
        Assert.Equal(2L, await ScalarAsync(_app, "select count(letter) from platform.mail"));
        await ForgetAsync(days: 8);
        Assert.Equal("1 of 2", await ScalarAsync(_app, "select count(letter) || ' of ' || count(*) from platform.mail"));
        Assert.False(File.Exists(file));
        await ForgetAsync(days: 91);
        Assert.Equal("waiting", await ScalarAsync(_app, "select string_agg(status, ',') from platform.mail"));

        async Task ForgetAsync(int days)
        {
            await ScalarAsync(_app, $"update platform.mail set last_attempt_at = now() - interval '{days} days' where status = 'sent'");
            if (File.Exists(file))
                File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-days));
            var forget = new ForgetLetters(
                _app.Services.GetRequiredService<NpgsqlDataSource>(), _app.Services.GetRequiredService<MailDelivery>(), TimeProvider.System);
            await forget.RunAsync(Cancel);
        }
    }

    private static Task<HalcyonApp> StartAsync(string? smtp) => HalcyonApp.StartAsync(options => options with
    {
        Smtp = smtp is null ? null : SmtpSettings.Parse(smtp),
        Roles = new HashSet<string>(["api"], StringComparer.Ordinal),
    });

    private static Task<int> QueueAsync(HalcyonApp app, string text, string to = To) => app.WithAsync<PlatformDb, int>(async db =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        await app.Services.GetRequiredService<IMailer>().QueueAsync(db, new Letter(to, "test", "A subject", text), Cancel);
        await transaction.CommitAsync(Cancel);
        return 0;
    });

    private static MailDispatcher Dispatcher(HalcyonApp app) => app.Services.GetRequiredService<MailDispatcher>();

    private static async Task DeliverAsync(HalcyonApp app) => Assert.True(await Dispatcher(app).DeliverNextAsync(Cancel));

    private static Task<object?> DueAsync(HalcyonApp app) => ScalarAsync(app, "update platform.mail set next_attempt_at = now() - interval '1 second'");

    private static async Task<string?> StateAsync(HalcyonApp app) =>
        (string?)await ScalarAsync(app, "select status || ' ' || attempts || ' ' || coalesce(last_error, '') from platform.mail");

    private static async Task<object?> ScalarAsync(HalcyonApp app, string sql)
    {
        await using var command = app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
