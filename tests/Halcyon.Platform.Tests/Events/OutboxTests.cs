using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Halcyon.Platform.Access;
using Halcyon.Platform.Events;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Halcyon.Platform.Tests.Events;

public sealed record ThingHappened(UserId UserId, int Number) : IDomainEvent
{
    public static string EventName => "test.thing_happened";
}

/// <summary>Without a worker, so that each round is the test's own: what is put off for seconds would come again while a slow machine still looks.</summary>
public sealed class OutboxTests : IAsyncLifetime
{
    private readonly Notebook _notebook = new();
    private HalcyonApp _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await StartAsync("api");
        // What the start itself had to tell.
        await _app.HandleEventsAsync(Cancel);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Publish_WhereAWorkerIs_ReachesEveryHandlerWithItsContent()
    {
        await using var app = await StartAsync("api", "worker");
        var happened = new ThingHappened(UserId.New(), 7);

        await PublishAsync(app, happened);

        Assert.Equal(happened, await _notebook.Steady.Reader.ReadAsync(Cancel));
        Assert.Equal(happened, await _notebook.Shaken.Reader.ReadAsync(Cancel));
        Assert.Equal("7", await NextTogetherAsync());
    }

    [Fact]
    public async Task Publish_TransactionRolledBack_WritesNothing()
    {
        await _app.WithAsync<PlatformDb, int>(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            await _app.Services.GetRequiredService<IOutbox>().PublishAsync(db, new ThingHappened(UserId.New(), 1), Cancel);
            await db.SaveChangesAsync(Cancel);
            await transaction.RollbackAsync(Cancel);
            return 0;
        });

        Assert.Equal(0L, await ScalarAsync("select count(*) from platform.outbox"));
    }

    [Fact]
    public async Task Dispatch_OneHandlerFailsFirst_RetriesOnlyThatOne()
    {
        _notebook.FailuresLeft = 1;
        await PublishAsync(_app, new ThingHappened(UserId.New(), 3));

        Assert.True(await DispatchAsync());
        Assert.Equal("1, due later", await ScalarAsync("select attempts || case when due_at > now() then ', due later' else '' end from platform.outbox"));
        await ScalarAsync("update platform.outbox set due_at = now()");
        Assert.True(await DispatchAsync());

        Assert.Equal(2, _notebook.Calls[nameof(Shaky)]);
        Assert.Equal(1, _notebook.Calls[nameof(Steady)]);
        Assert.Equal(0L, await ScalarAsync("select count(*) from platform.outbox"));
    }

    [Fact]
    public async Task Dispatch_FailsTooOften_IsKeptDeadWithTheReason()
    {
        _notebook.FailuresLeft = int.MaxValue;
        await PublishAsync(_app, new ThingHappened(UserId.New(), 4));
        Assert.True(await DispatchAsync());

        await ScalarAsync($"update platform.outbox set due_at = now(), attempts = {OutboxDispatcher.MostAttempts - 1}");
        Assert.True(await DispatchAsync());
        await ScalarAsync("update platform.outbox set due_at = now()");

        Assert.False(await DispatchAsync());
        Assert.Equal(OutboxDispatcher.MostAttempts, await ScalarAsync("select attempts from platform.outbox where dead_at is not null"));
        Assert.Contains("not today", (string?)await ScalarAsync("select last_error from platform.outbox"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispatch_SeveralDue_ReachTheHandlerOfManyTogether()
    {
        string together;
        TimeSpan took;
        do
        {
            await PublishAsync(_app, [1, 2, 3]);
            var began = Stopwatch.GetTimestamp();
            Assert.True(await DispatchAsync());
            took = Stopwatch.GetElapsedTime(began);
            together = await NextTogetherAsync();
            while (await DispatchAsync() || _notebook.Together.Reader.TryRead(out _))
            {
            }
        }
        while (took > OutboxDispatcher.LongestRound); // On a machine this slow some may have been let go again.

        Assert.Equal("1 2 3", together);
    }

    [Fact]
    public async Task Dispatch_OneOfManyFails_PostponesThatOneOnly()
    {
        await PublishAsync(_app, [12, Together.Refused, 14]);

        while (await DispatchAsync())
        {
        }

        Assert.Equal(["12", "14"], new[] { await NextTogetherAsync(), await NextTogetherAsync() }.Order());
        Assert.Equal($"{Together.Refused} after 1", await ScalarAsync("select string_agg((payload->>'number') || ' after ' || attempts, ' ') from platform.outbox"));
        var handledBy = await ScalarAsync("select string_agg(handler, ' ' order by handler) from platform.event_handled");
        Assert.Equal($"{typeof(Shaky).FullName} {typeof(Steady).FullName}", handledBy);
    }

    private Task<HalcyonApp> StartAsync(params string[] roles) => HalcyonApp.StartAsync(
        options => options with { Roles = new HashSet<string>(roles, StringComparer.Ordinal) },
        builder => builder.Services
            .AddSingleton(_notebook)
            .AddScoped<IHandle<ThingHappened>, Steady>()
            .AddScoped<IHandle<ThingHappened>, Shaky>()
            .AddScoped<IHandleMany<ThingHappened>, Together>());

    private Task<bool> DispatchAsync() => _app.Services.GetRequiredService<OutboxDispatcher>().DispatchNextAsync(Cancel);

    private async Task<string> NextTogetherAsync() => string.Join(' ', (await _notebook.Together.Reader.ReadAsync(Cancel)).Order());

    private static Task<int> PublishAsync(HalcyonApp app, ThingHappened happened) => PublishAsync(app, [happened]);

    private static Task<int> PublishAsync(HalcyonApp app, int[] numbers) => PublishAsync(app, [.. numbers.Select(number => new ThingHappened(UserId.New(), number))]);

    private static Task<int> PublishAsync(HalcyonApp app, ThingHappened[] all) => app.WithAsync<PlatformDb, int>(async db =>
    {
        foreach (var happened in all)
            await app.Services.GetRequiredService<IOutbox>().PublishAsync(db, happened, Cancel);
        return await db.SaveChangesAsync(Cancel);
    });

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var command = _app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancel);
    }

    public sealed class Notebook
    {
        private int _failuresLeft;

        public int FailuresLeft
        {
            set => _failuresLeft = value;
        }

        public ConcurrentDictionary<string, int> Calls { get; } = new();

        public Channel<ThingHappened> Steady { get; } = Channel.CreateUnbounded<ThingHappened>();

        public Channel<ThingHappened> Shaken { get; } = Channel.CreateUnbounded<ThingHappened>();

        public Channel<int[]> Together { get; } = Channel.CreateUnbounded<int[]>();

        public bool TakeFailure() => Interlocked.Decrement(ref _failuresLeft) >= 0;

        public void Count(string name) => Calls.AddOrUpdate(name, 1, (_, count) => count + 1);
    }

    public sealed class Steady(Notebook notebook) : IHandle<ThingHappened>
    {
        public async Task HandleAsync(Guid eventId, ThingHappened domainEvent, CancellationToken cancellationToken)
        {
            notebook.Count(nameof(Steady));
            await notebook.Steady.Writer.WriteAsync(domainEvent, cancellationToken);
        }
    }

    public sealed class Shaky(Notebook notebook) : IHandle<ThingHappened>
    {
        public async Task HandleAsync(Guid eventId, ThingHappened domainEvent, CancellationToken cancellationToken)
        {
            notebook.Count(nameof(Shaky));
            if (notebook.TakeFailure())
                throw new InvalidOperationException("not today");
            await notebook.Shaken.Writer.WriteAsync(domainEvent, cancellationToken);
        }
    }

    public sealed class Together(Notebook notebook) : IHandleMany<ThingHappened>
    {
        public const int Refused = 13;

        public async Task HandleAsync(IReadOnlyList<ThingHappened> domainEvents, CancellationToken cancellationToken)
        {
            var numbers = domainEvents.Select(happened => happened.Number).ToArray();
            if (numbers.Contains(Refused))
                throw new InvalidOperationException("not thirteen");
            await notebook.Together.Writer.WriteAsync(numbers, cancellationToken);
        }
    }
}
