namespace Halcyon.Accounts.Exports;

/// <summary>Says now and then how far something is, until it is disposed.</summary>
internal sealed class ProgressReports : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public ProgressReports(Func<Task> reportAsync, TimeProvider clock) => _running = Task.Run(async () =>
    {
        while (!_stop.IsCancellationRequested)
        {
            await Task.WhenAny(Task.Delay(Pace, clock, _stop.Token));
            if (!_stop.IsCancellationRequested)
                await reportAsync();
        }
    });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }
}
