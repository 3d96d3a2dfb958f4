namespace Halcyon.Platform.Hosting;

/// <summary>Runs after migrations and before the server listens, in ascending order; must be safe to run at every start.</summary>
public interface IStartupTask
{
    int Order { get; }

    /// <returns>Lines for the person at the terminal (for example a generated password), or none.</returns>
    Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken);
}
