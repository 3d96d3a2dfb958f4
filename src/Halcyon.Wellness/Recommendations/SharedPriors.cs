using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Halcyon.Wellness.Recommendations;

/// <summary>What is known of people in general, kept in memory: it changes once a night.</summary>
internal sealed class SharedPriors(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private volatile Loaded? _loaded;

    public async ValueTask<SharedPrior> GetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_loaded is { } loaded && loaded.At + Remembered > now)
            return loaded.Prior;

        await using var scope = scopes.CreateAsyncScope();
        var model = await scope.ServiceProvider.GetRequiredService<WellnessDb>().Set<RecommenderPriorRow>().AsNoTracking()
            .Select(row => row.Model).SingleOrDefaultAsync(cancellationToken);
        var prior = SharedPrior.Read(model);
        _loaded = new Loaded(prior, now);
        return prior;
    }

    public void Forget() => _loaded = null;

    private sealed record Loaded(SharedPrior Prior, DateTimeOffset At);
}
