using Halcyon.Signals.Edf;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Viewing;

namespace Halcyon.Bench;

/// <summary>Times what one page of the viewer costs: 30 s of 32 channels at 512 Hz, read from a stream, filtered, thinned.</summary>
internal static class ViewerWindow
{
    private const int Channels = 32;
    private const int SamplingRateHz = 512;
    private const int Seconds = 180;

    public static int Run(int repetitions)
    {
        using var reader = RecordingFile.Open(new MemoryStream(Recording()), "window.edf");
        var page = new SignalWindowRequest { FromSeconds = 60, ToSeconds = 90, Points = 2000 };
        Time("recorded", page);
        Time("0.5-70 Hz", page with { LowHz = 0.5, HighHz = 70 });
        Time("0.5-70 Hz, notch", page with { LowHz = 0.5, HighHz = 70, NotchHz = 50 });
        Time("0.1-70 Hz, notch", page with { LowHz = 0.1, HighHz = 70, NotchHz = 50 });
        return 0;

        void Time(string name, SignalWindowRequest request) =>
            EegSteps.Time(name, repetitions, () => SignalWindow.Read(reader, request, CancellationToken.None));
    }

    private static byte[] Recording()
    {
        using var file = new MemoryStream();
        var writer = new EdfWriter(file, new EdfFileDescription
        {
            RecordSeconds = 1,
            RecordCount = Seconds,
            Channels = [.. Enumerable.Range(1, Channels).Select(c => new EdfChannelDescription
            {
                Label = $"EEG {c}",
                Unit = "uV",
                SamplesPerRecord = SamplingRateHz,
                PhysicalMinimum = -3276.8,
                PhysicalMaximum = 3276.7,
            })],
        });
        var random = new Random(1);
        var record = new double[writer.SamplesPerRecord];
        for (var second = 0; second < Seconds; second++)
        {
            for (var i = 0; i < record.Length; i++)
                record[i] = 200 * (random.NextDouble() - 0.5);
            writer.WriteRecord(second, record);
        }

        writer.Complete();
        return file.ToArray();
    }
}
