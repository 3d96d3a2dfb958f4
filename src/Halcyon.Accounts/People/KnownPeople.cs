using Halcyon.Platform.Access;
using Halcyon.Platform.People;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Halcyon.Accounts.People;

/// <summary>
/// People this node asked for lately. A change is heard by NOTIFY; while the connection that hears it is lost nothing is
/// kept, so that nobody is reminded in hours that they made quiet.
/// </summary>
internal sealed class KnownPeople(NpgsqlDataSource dataSource, TimeProvider clock, ILogger<KnownPeople> logger) : BackgroundService
{
    private const string Channel = "accounts_person_changed";
    private const int MostPeople = 10_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BeforeNextTry = TimeSpan.FromSeconds(1);

    private readonly MemoryCache _people = new(new MemoryCacheOptions { SizeLimit = MostPeople });
    private volatile bool _hears;
    private long _changes;

    /// <summary>How many changes were heard so far: read it before loading, and give it to <see cref="Remember"/>.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    public Person? Find(UserId userId) => _hears ? _people.Get<Person>(userId.Value) : null;

    /// <param name="changesBefore"><see cref="Changes"/> as it was before the row was read: what changed meanwhile is not kept.</param>
    public void Remember(Person person, long changesBefore)
    {
        if (_hears && changesBefore == Changes)
            _people.Set(person.UserId.Value, person, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Remembered });
    }

    public override void Dispose()
    {
        _people.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(BeforeNextTry, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception exception) when (
                !stoppingToken.IsCancellationRequested && exception is NpgsqlException or TimeoutException or IOException or InvalidOperationException)
            {
                logger.LogWarning(exception, "The connection that hears of changed people was lost; opening it again.");
            }
            finally
            {
                _hears = false;
            }

            await timer.WaitForNextTickAsync(stoppingToken);
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) => Hear(notification.Payload);
        await using (var listen = connection.CreateCommand())
        {
            listen.CommandText = $"listen {Channel}";
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        _people.Clear();
        _hears = true;
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    /// <summary>For who was changed on this node: the next request of theirs may be here before the news of it.</summary>
    public void Forget(UserId userId)
    {
        Interlocked.Increment(ref _changes);
        _people.Remove(userId.Value);
    }

    private void Hear(string payload)
    {
        if (Guid.TryParse(payload, out var userId))
            Forget(new UserId(userId));
    }
}
