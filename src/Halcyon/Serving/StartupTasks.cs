using Halcyon.Platform.Hosting;

namespace Halcyon.Serving;

internal static class StartupTasks
{
    public static async Task<IReadOnlyList<string>> RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var notes = new List<string>();
        foreach (var task in scope.ServiceProvider.GetServices<IStartupTask>().OrderBy(task => task.Order))
            notes.AddRange(await task.RunAsync(cancellationToken));
        return notes;
    }
}
