namespace Halcyon.Accounts.Sessions;

/// <summary>
/// Threads of their own for hashing passwords, as many as there are cores. Each hash keeps a core busy for some fifty
/// milliseconds on purpose; on the threads that serve requests, a burst of sign-ins would make everybody else wait for them.
/// </summary>
internal sealed class PasswordThreads : IDisposable
{
    private readonly SemaphoreSlim _free = new(Environment.ProcessorCount);

    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            return await Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();
}
