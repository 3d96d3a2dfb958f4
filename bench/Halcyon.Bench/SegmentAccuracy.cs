using System.Globalization;
using Halcyon.Signals.Analysis;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Reports;
using Halcyon.Signals.Synthetic;

namespace Halcyon.Bench;

/// <summary>Precision and recall of artifact segments (muscle, movement, electrode pops) on generated recordings of known truth, at several amplitudes.</summary>
/// <remarks>
/// An event is found when a segment of its kind overlaps it; a segment is right when it overlaps an event of its kind.
/// Segments are whole seconds. Three recordings of ten minutes, 19 electrodes, 256 Hz and 9 µV of 1/f background for
/// each amplitude, each with a 20 µV alpha rhythm, so that brain is there to be mistaken for artifact.
/// </remarks>
internal static class SegmentAccuracy
{
    private const double RecordingSeconds = 600;
    private const int Recordings = 3;

    private sealed record Kind(string Name, double[] AmplitudesMicrovolts, double EventSeconds, string Amplitude);

    private static readonly Kind[] Kinds =
    [
        new("muscle", [10, 12, 15, 20, 40, 80], 2, "deviation beside the ears"),
        new("movement", [75, 100, 110, 125, 150, 300], 2, "amplitude of a 2 Hz swing of all electrodes"),
        new("electrode_pop", [100, 150, 175, 200, 300, 600], 2, "step of one electrode"),
    ];

    public static int Run()
    {
        Console.WriteLine("kind\tamplitude_uv\tevents\tfound\trecall\tsegments\tright\tprecision\tsegments_of_other_kinds");
        foreach (var kind in Kinds)
        {
            Console.Error.WriteLine($"{kind.Name}: amplitude is the {kind.Amplitude}");
            foreach (var amplitude in kind.AmplitudesMicrovolts)
                Print(kind, amplitude);
        }

        return 0;
    }

    private static void Print(Kind kind, double amplitude)
    {
        var (events, found, segments, right) = (0, 0, 0, 0);
        var others = new List<string>();
        for (var seed = 1; seed <= Recordings; seed++)
        {
            var onsets = SyntheticDesign.Times(seed, 10, RecordingSeconds - 10, 20);
            var artifacts = Analyse(Design(kind, amplitude, onsets, seed)).Quality!.Artifacts!;
            var ofKind = artifacts.Where(artifact => artifact.Kind == kind.Name).ToList();
            bool Overlap(ArtifactSegment segment, double onset) =>
                segment.OnsetSeconds < onset + kind.EventSeconds && onset < segment.OnsetSeconds + segment.DurationSeconds;
            events += onsets.Count;
            found += onsets.Count(onset => ofKind.Exists(segment => Overlap(segment, onset)));
            segments += ofKind.Count;
            right += ofKind.Count(segment => onsets.Any(onset => Overlap(segment, onset)));
            others.AddRange(artifacts.Except(ofKind).Select(artifact => artifact.Kind));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{kind.Name}\t{amplitude}\t{events}\t{found}\t{(double)found / events:0.000}\t{segments}\t{right}\t{(segments == 0 ? "" : ((double)right / segments).ToString("0.000", CultureInfo.InvariantCulture))}\t{string.Join(", ", others.GroupBy(other => other).Select(g => $"{g.Count()} {g.Key}"))}"));
    }

    private static SyntheticDesign Design(Kind kind, double amplitude, IReadOnlyList<double> onsets, int seed)
    {
        var electrodes = new SyntheticRecordingOptions().Electrodes;
        var alpha = new SyntheticRhythm(10, 20, SyntheticTopography.Around("O1", 0.8));
        var swings = onsets.Select(onset => new SyntheticRhythm(2, amplitude, SyntheticTopography.Everywhere) { OnsetSeconds = onset, DurationSeconds = kind.EventSeconds, WaxingDepth = 0 });
        return new SyntheticDesign
        {
            DurationSeconds = RecordingSeconds,
            Seed = seed,
            Rhythms = kind.Name == "movement" ? [alpha, .. swings] : [alpha],
            Events = kind.Name switch
            {
                "muscle" => [.. onsets.Select(onset => SyntheticEvent.Muscle(onset, kind.EventSeconds, amplitude))],
                "electrode_pop" => [.. onsets.Select((onset, i) => SyntheticEvent.ElectrodePop(onset, electrodes[i % electrodes.Count], amplitude))],
                _ => [],
            },
        };
    }

    private static RecordingReport Analyse(SyntheticDesign design)
    {
        using var file = new MemoryStream();
        SyntheticEdf.Write(design, file);
        file.Position = 0;
        using var reader = RecordingFile.Open(file, "generated.edf");
        return RecordingAnalysis.Run(reader, new AnalysisOptions { Sections = AnalysisSections.Quality, Parallelism = 1 }, null, CancellationToken.None);
    }
}
