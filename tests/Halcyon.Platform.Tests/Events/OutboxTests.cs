using System.Collections.Concurrent;
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

public sealed class OutboxTests : IAsyncLifetime
{
    private readonly Notebook _notebook = new();
    private HalcyonApp _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await HalcyonApp.StartAsync(configure: builder => builder.Services
        .AddSingleton(_notebook)
        .AddScoped<IHandle<ThingHappened>, Steady>()
        .AddScoped<IHandle<ThingHappened>, Shaky>()
        .AddScoped<IHandleMany<ThingHappened>, Together>());

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Publish_SavedWithTheCaller_ReachesEveryHandlerWithItsContent()
    {
        var happened = new ThingHappened(UserId.New(), 7);

        await PublishAsync(happened, save: true);

        Assert.Equal(happened, await _notebook.Steady.Reader.ReadAsync(Cancel));
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

        await PublishAsync(new ThingHappened(UserId.New(), 3), save: true);
        await _notebook.Failed.Reader.ReadAsync(Cancel);
        await UntilPostponedAsync();
        await ScalarAsync("update platform.outbox set due_at = now()");
        await ScalarAsync("select pg_notify('halcyon_outbox', '')");
        await _notebook.Shaken.Reader.ReadAsync(Cancel);

        Assert.Equal(2, _notebook.Calls[nameof(Shaky)]);
        Assert.Equal(1, _notebook.Calls[nameof(Steady)]);
    }

    [Fact]
    public async Task Dispatch_FailsTooOften_IsKeptDeadWithTheReason()
    {
        _notebook.FailuresLeft = int.MaxValue;
        await PublishAsync(new ThingHappened(UserId.New(), 4), save: true);
        await _notebook.Failed.Reader.ReadAsync(Cancel);
        await UntilPostponedAsync();

        await ScalarAsync($"update platform.outbox set due_at = now(), attempts = {OutboxDispatcher.MostAttempts - 1}");
        await _app.Services.GetRequiredService<OutboxDispatcher>().DispatchNextAsync(Cancel);
        await _notebook.Failed.Reader.ReadAsync(Cancel);

        // The program's own dispatcher may have been quicker and still hold the row. A condition beside the lock would be
        // judged by the old row and find nothing to wait for.
        Assert.Equal(OutboxDispatcher.MostAttempts, await ScalarAsync("select attempts from platform.outbox for update"));
        var reason = await ScalarAsync("select last_error from platform.outbox where dead_at is not null");
        Assert.Contains("not today", (string?)reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispatch_SeveralDue_ReachTheHandlerOfManyTogether()
    {
        await PublishAsync([1, 2, 3]);

        Assert.Equal("1 2 3", await NextTogetherAsync());
    }

    [Fact]
    public async Task Dispatch_OneOfManyFails_PostponesThatOneOnly()
    {
        await PublishAsync([12, Together.Refused, 14]);

        Assert.Equal("12", await NextTogetherAsync());
        Assert.Equal("14", await NextTogetherAsync());
        // The two that are done lie there until the dispatcher commits, and are gone when the lock is given.
        Assert.Equal($"{Together.Refused} after 1", await ScalarAsync("select (payload->>'number') || ' after ' || attempts from platform.outbox for update"));
        var handledBy = await ScalarAsync("select string_agg(handler, ' ' order by handler) from platform.event_handled");
        Assert.Equal($"{typeof(Shaky).FullName} {typeof(Steady).FullName}", handledBy);
    }

    private async Task<string> NextTogetherAsync() => string.Join(' ', (await _notebook.Together.Reader.ReadAsync(Cancel)).Order());

    private Task<int> PublishAsync(ThingHappened happened, bool save) => _app.WithAsync<PlatformDb, int>(async db =>
    {
        await _app.Services.GetRequiredService<IOutbox>().PublishAsync(db, happened, Cancel);
        return save ? await db.SaveChangesAsync(Cancel) : 0;
    });

    private Task<int> PublishAsync(int[] numbers) => _app.WithAsync<PlatformDb, int>(async db =>
    {
        foreach (var number in numbers)
            await _app.Services.GetRequiredService<IOutbox>().PublishAsync(db, new ThingHappened(UserId.New(), number), Cancel);
        return await db.SaveChangesAsync(Cancel);
    });

    /// <summary>The dispatcher holds the row until it has written the failure; a plain lock waits for exactly that.</summary>
    private async Task UntilPostponedAsync() => Assert.Equal(1, await ScalarAsync("select attempts from platform.outbox for update"));

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

        public Channel<Guid> Failed { get; } = Channel.CreateUnbounded<Guid>();

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
            {
                await notebook.Failed.Writer.WriteAsync(eventId, cancellationToken);
                throw new InvalidOperationException("not today");
            }

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
