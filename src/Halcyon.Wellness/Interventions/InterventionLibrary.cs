using Halcyon.Wellness.Recommendations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Halcyon.Wellness.Interventions;

/// <summary>The actions on offer, kept in memory: they change with a new edition and, in their figures, once a night.</summary>
internal sealed class InterventionLibrary(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);

    private volatile Loaded? _loaded;

    /// <returns>By id, in the order of their names.</returns>
    public async ValueTask<LibraryEdition> GetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_loaded is { } loaded && loaded.At + Remembered > now)
            return loaded.Edition;

        await using var scope = scopes.CreateAsyncScope();
        var items = await scope.ServiceProvider.GetRequiredService<WellnessDb>().Set<Intervention>().AsNoTracking()
            .Where(intervention => intervention.IsActive)
            .ToListAsync(cancellationToken);
        var edition = new LibraryEdition(items);
        _loaded = new Loaded(edition, now);
        return edition;
    }

    /// <summary>Read anew at the next call; other nodes follow within five minutes.</summary>
    public void Forget() => _loaded = null;

    private sealed record Loaded(LibraryEdition Edition, DateTimeOffset At);
}

/// <summary>The library at one moment.</summary>
internal sealed class LibraryEdition
{
    private readonly Dictionary<string, int> _numbers;

    public LibraryEdition(IEnumerable<Intervention> items)
    {
        Items = [.. items.OrderBy(item => item.Name, StringComparer.Ordinal).ThenBy(item => item.Id, StringComparer.Ordinal)];
        _numbers = Items.Select((item, number) => (item.Id, number)).ToDictionary(pair => pair.Id, pair => pair.number, StringComparer.Ordinal);
        Actions = [.. Items.Select(ModelAction.Of)];
        Approaches = new ApproachNumbers(Actions);
    }

    public IReadOnlyList<Intervention> Items { get; }

    /// <summary>The same in the same order, as the recommender sees them.</summary>
    public IReadOnlyList<ModelAction> Actions { get; }

    public ApproachNumbers Approaches { get; }

    public Intervention? Find(string id) => _numbers.TryGetValue(id, out var number) ? Items[number] : null;

    /// <summary>Where it is in <see cref="Items"/>; null when it is not on offer.</summary>
    public int? NumberOf(string id) => _numbers.TryGetValue(id, out var number) ? number : null;
}
