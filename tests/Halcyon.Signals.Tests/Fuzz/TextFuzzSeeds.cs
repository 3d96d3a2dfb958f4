using System.Text;

namespace Halcyon.Signals.Tests.Fuzz;

/// <summary>Good text recordings: CSV of three dialects, OpenBCI of two generations, BrainFlow.</summary>
internal static class TextFuzzSeeds
{
    public static IEnumerable<FuzzSeed> All =>
    [
        Of("a.csv", "time_seconds,Fp1 (uV),Fp2 (uV),marker", i => FormattableString.Invariant($"{i / 250.0:0.###},{i % 7},{i % 5},{i % 60 / 59}")),
        Of("b.csv", "# made by hand\n\"t (ms)\";Cz [mV];C3 [mV]", i => $"{i * 4};{i % 9},25;-{i % 4},5e-1"),
        Of("c.csv", "# sampling_rate_hz = 256\nCz (uV),event", i => $"{i},{(i == 50 ? "blink" : "")}"),
        Of("OpenBCI.txt", "%OpenBCI Raw EXG Data\n%Number of channels = 2\n%Sample Rate = 200 Hz\n%Board = OpenBCI_GUI$BoardCytonSerial\nSample Index, EXG Channel 0, EXG Channel 1, Accel Channel 0, Timestamp, Marker Channel, Timestamp (Formatted)",
            i => $"{i % 256}, {i}.5, -{i}, 0.1, 1557936053.3, {i % 60 / 59}, 2019-05-15 12:00:53.329"),
        Of("OpenBCI-old.txt", "%OpenBCI Raw EEG Data\n%\n%Sample Rate = 250.0 Hz\n%First Column = SampleIndex\n%Other Columns = EEG data in microvolts", i => $"{i % 256}, {i}.5, -{i}, {i}, 1, 2"),
        Of("brainflow.csv", null, i => string.Join('\t', Enumerable.Range(0, 24).Select(column => column == 22 ? FormattableString.Invariant($"{1.6e9 + (i / 250.0):0.000000}") : $"{i + column}.5"))),
    ];

    private static FuzzSeed Of(string name, string? header, Func<int, string> row) =>
        new(name, Encoding.UTF8.GetBytes((header is null ? "" : header + "\n") + string.Concat(Enumerable.Range(0, 150).Select(i => row(i) + "\n"))));
}
