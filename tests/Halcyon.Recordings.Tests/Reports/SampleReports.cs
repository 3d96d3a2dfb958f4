using Halcyon.Signals.Channels;
using Halcyon.Signals.Reports;

namespace Halcyon.Recordings.Tests.Reports;

/// <summary>Plausible reports of made-up recordings, the same on every run.</summary>
internal static class SampleReports
{
    public static readonly string[] TenTwenty =
        ["Fp1", "Fp2", "F7", "F3", "Fz", "F4", "F8", "T7", "C3", "Cz", "C4", "T8", "P7", "P3", "Pz", "P4", "P8", "O1", "O2"];

    public static RecordingReport Usual() => Create(TenTwenty, bad: ["T8", "F7"], durationSeconds: 120);

    public static IReadOnlyDictionary<string, Func<RecordingReport>> All { get; } = new Dictionary<string, Func<RecordingReport>>(StringComparer.Ordinal)
    {
        ["usual"] = Usual,
        ["night of all 10-10 electrodes"] = () => Create(
            [.. ElectrodePositions.All.Select(position => position.Name)], ["C3", "PO7", "F9"], 26_434, 900, 130,
            "Sleep laboratory, night 2, a very long file name that goes on and on_(final)_v12-corrected.edf"),
        ["one channel"] = () => Create(["Cz"], durationSeconds: 30, artifacts: 0, annotations: 0),
        ["256 unnamed channels"] = () => Create(
            [.. Enumerable.Range(1, 256).Select(number => $"E{number}")], ["E7", "E19"], 600, 10_000, 300),
        ["non-Latin names"] = () => Create(
            ["EEG 脳波-1", "Ελλάδα", "Сигнал 3", "x<b>y</b>", "A very long derivation label Fpz-Cz"], ["Сигнал 3"], 75, 12, 3,
            "脳波 <b>файл</b> & \"ελ\".edf"),
        ["all bad"] = () => Create(TenTwenty, TenTwenty),
        ["no EEG"] = () => Create(["ECG", "Thorax"]) is var report
            ? report with
            {
                Recording = report.Recording with { Channels = [new("ECG", null, "ecg", "uV", 256), new("Thorax", null, "resp", "", 25)] },
                Quality = null,
                Spectrum = null,
            }
            : throw new InvalidOperationException(),
        ["nothing measurable"] = () => Broken(double.NaN),
        ["infinite"] = () => Broken(double.PositiveInfinity),
        ["slow channels"] = () => Slow(["C3", "C3", "Cz", "P4"]),
        ["too short"] = TooShort,
        ["no channels"] = () => Create([], durationSeconds: 0, artifacts: 0, annotations: 0),
    };

    public static RecordingReport Create(
        IReadOnlyList<string> labels, IReadOnlyList<string>? bad = null, double durationSeconds = 120,
        int artifacts = 40, int annotations = 6, string fileName = "demo.edf")
    {
        var channels = labels.Select(label => new ReportChannel(label, NameOf(label), "eeg", "uV", 256)).ToList();
        return new RecordingReport
        {
            Recording = new RecordingSection
            {
                FileName = fileName,
                Format = "EDF+C",
                StartTime = "2024-03-05T09:41:07",
                DurationSeconds = durationSeconds,
                Channels = channels,
                Annotations = [.. Enumerable.Range(0, annotations).Select(index =>
                    new ReportAnnotation(index * durationSeconds / Math.Max(annotations, 1), index % 3, index % 2 == 0 ? "Eyes closed" : "Eyes open"))],
            },
            Quality = Quality(labels, bad ?? [], durationSeconds, artifacts),
            Spectrum = Spectrum(labels, bad ?? []),
        };
    }

    /// <summary>A usual report in which no number is a number.</summary>
    private static RecordingReport Broken(double value)
    {
        var report = Create(TenTwenty, ["T8"]);
        var spectrum = report.Spectrum!;
        return report with
        {
            Recording = report.Recording with { Annotations = [new ReportAnnotation(value, value, "when")] },
            Quality = report.Quality! with
            {
                UsableFraction = value,
                Channels = [.. report.Quality.Channels.Select(channel =>
                    channel with { Metrics = new Dictionary<string, double>(StringComparer.Ordinal) { ["standard_deviation_uv"] = value } })],
                Artifacts = [new ArtifactSegment("blink", value, value, [])],
            },
            Spectrum = spectrum with
            {
                DensityMicrovoltsSquaredPerHz = spectrum.DensityMicrovoltsSquaredPerHz.ToDictionary(
                    pair => pair.Key, pair => Array.ConvertAll(pair.Value, _ => value), StringComparer.Ordinal),
                BandPowerMicrovoltsSquared = spectrum.BandPowerMicrovoltsSquared.ToDictionary(
                    pair => pair.Key, _ => new BandPowers(value, value, value, value, value), StringComparer.Ordinal),
                AlphaPeakHz = spectrum.AlphaPeakHz.ToDictionary(pair => pair.Key, _ => value, StringComparer.Ordinal),
            },
        };
    }

    /// <summary>Six seconds, as the analysis reports them: measured, and not judged.</summary>
    public static RecordingReport TooShort()
    {
        var report = Create(TenTwenty, durationSeconds: 6, artifacts: 0, annotations: 0);
        return report with
        {
            Quality = report.Quality! with
            {
                Grade = null,
                Reason = ReportReasons.TooShort,
                UsableFraction = null,
                JudgedSeconds = 6,
                Needs = new JudgedLengths(10, 60),
                LineFrequencyHz = null,
                Mains = [new MainsReading(50, null, ReportReasons.TooShort), new MainsReading(60, null, ReportReasons.TooShort)],
                Channels = [.. report.Quality.Channels.Select(channel => channel with { Status = null, Reasons = [ReportReasons.TooShort] })],
                Artifacts = null,
            },
        };
    }

    /// <summary>Sampled at 50 Hz: beta and gamma are not there to measure, and one label comes twice.</summary>
    private static RecordingReport Slow(IReadOnlyList<string> labels)
    {
        var report = Create(ChannelLabels.Distinct(labels));
        return report with
        {
            Recording = report.Recording with { Channels = [.. report.Recording.Channels.Zip(labels, (channel, label) => channel with { Label = label })] },
            Spectrum = report.Spectrum! with
            {
                Reference = "average",
                BandPowerMicrovoltsSquared = report.Spectrum.BandPowerMicrovoltsSquared.ToDictionary(
                    pair => pair.Key, pair => pair.Value with { Beta = null, Gamma = null }, StringComparer.Ordinal),
            },
        };
    }

    private static QualitySection Quality(
        IReadOnlyList<string> labels, IReadOnlyList<string> bad, double durationSeconds, int artifacts)
    {
        string[] kinds = ["blink", "blink", "blink", "muscle", "movement", "electrode_pop", "flat"];
        var random = new Random(7);
        return new QualitySection
        {
            Grade = bad.Count > labels.Count / 2 ? "F" : bad.Count > 0 ? "B" : "A",
            UsableFraction = 0.873,
            LineFrequencyHz = 50,
            Channels = [.. labels.Select(label => Verdict(label, bad))],
            Artifacts = [.. Enumerable.Range(0, artifacts).Select(index => new ArtifactSegment(
                kinds[index % kinds.Length], random.NextDouble() * durationSeconds, 0.3 + random.NextDouble() * 1.5, [labels[index % labels.Count]]))],
        };
    }

    private static ChannelQuality Verdict(string label, IReadOnlyList<string> bad)
    {
        int place = bad.ToList().IndexOf(label);
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["standard_deviation_uv"] = place == 0 ? 0.31 : place > 0 ? 184.2 : 12.4,
            ["flat_fraction"] = place == 0 ? 0.97 : 0,
            ["highest_correlation"] = place >= 0 ? 0.12 : 0.81,
            ["uncorrelated_fraction"] = place >= 0 ? 0.93 : 0.02,
            ["line_noise_ratio"] = 0.08,
        };
        return new ChannelQuality(
            label, place < 0 ? "good" : "bad", place < 0 ? [] : place == 0 ? ["flat"] : ["noisy", "uncorrelated"], metrics);
    }

    private static SpectrumSection Spectrum(IReadOnlyList<string> labels, IReadOnlyList<string> bad)
    {
        double[] frequencies = [.. Enumerable.Range(0, 513).Select(bin => bin * 0.25)];
        var densities = new Dictionary<string, double[]>(StringComparer.Ordinal);
        var powers = new Dictionary<string, BandPowers>(StringComparer.Ordinal);
        var peaks = new Dictionary<string, double>(StringComparer.Ordinal);
        for (int index = 0; index < labels.Count; index++)
        {
            bool isBad = bad.Contains(labels[index]);
            densities[labels[index]] = Density(frequencies, labels[index], index, isBad ? (index % 2 == 0 ? 20 : 0.002) : 1);
            var density = densities[labels[index]];
            powers[labels[index]] = new BandPowers(
                Sum(frequencies, density, 0.5, 4), Sum(frequencies, density, 4, 8), Sum(frequencies, density, 8, 13),
                Sum(frequencies, density, 13, 30), Sum(frequencies, density, 30, 45));
            if (!isBad && index % 5 != 2)
                peaks[labels[index]] = 10.1;
        }

        return new SpectrumSection
        {
            WindowSeconds = 4,
            Overlap = 0.5,
            FrequenciesHz = frequencies,
            DensityMicrovoltsSquaredPerHz = densities,
            BandPowerMicrovoltsSquared = powers,
            AlphaPeakHz = peaks,
        };
    }

    private static double[] Density(double[] frequencies, string label, int seed, double gain)
    {
        var random = new Random(seed + 1);
        double back = ElectrodePositions.TryGet(NameOf(label), out var position) ? 0.5 - 0.5 * position.Y : 0.3;
        double side = position.Name is null ? 0 : position.X;
        return [.. frequencies.Select(hertz =>
        {
            double pink = 60 * (1.3 - 0.6 * back) / Math.Pow(hertz + 0.8, 1.5);
            double alpha = 26 * (back * back * back + 0.05) * (1 + 0.25 * side) * Math.Exp(-Math.Pow((hertz - 10.1) / 0.9, 2) / 2);
            double beta = 0.35 * Math.Exp(-Math.Pow((hertz - 21) / 4.5, 2) / 2);
            double muscle = 0.14 * (0.2 + side * side) * (1 - back) * Math.Sqrt(hertz / 30);
            return gain * (pink + alpha + beta + muscle) * (0.88 + 0.24 * random.NextDouble());
        })];
    }

    private static double Sum(double[] frequencies, double[] density, double from, double to) =>
        frequencies.Index().Where(bin => bin.Item >= from && bin.Item < to).Sum(bin => density[bin.Index]) * 0.25;

    private static string? NameOf(string label) => ElectrodeNames.FromLabel(label);
}
