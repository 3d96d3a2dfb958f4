using System.Diagnostics.Metrics;

namespace Halcyon.Recordings.Analyses;

/// <summary>How many analyses this process is running, as the gauge `eeg_active_analyses`.</summary>
internal sealed class ActiveAnalyses
{
    public const string MeterName = "Halcyon.Recordings";

    private int _count;

    public ActiveAnalyses(IMeterFactory meters) =>
        meters.Create(MeterName).CreateObservableGauge(
            "eeg_active_analyses", () => Volatile.Read(ref _count), unit: null, "Analyses that this worker is running.");

    /// <summary>Counts one until it is disposed.</summary>
    public IDisposable Count()
    {
        Interlocked.Increment(ref _count);
        return new Counted(this);
    }

    private sealed class Counted(ActiveAnalyses active) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref active._count);
    }
}
