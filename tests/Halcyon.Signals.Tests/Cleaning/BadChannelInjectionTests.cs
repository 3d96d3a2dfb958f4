using Halcyon.Signals.Cleaning;
using Halcyon.Signals.Cleaning.BadChannels;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Synthetic;
using Halcyon.Signals.Tests.Edf;
using Xunit;

namespace Halcyon.Signals.Tests.Cleaning;

/// <summary>Precision and recall over faults put into good channels, at several levels, of a generated and a real recording.</summary>
/// <remarks>
/// Three channels are spoilt at a time. Channels that are called bad before anything is spoilt take no part: in the
/// generated recording there must be none, in the real one (EEGMMI S001 R03) nobody knows the truth. The whole table is
/// printed with HALCYON_LONG_TESTS=1; the gate looks at the clear level of each fault.
/// </remarks>
public sealed class BadChannelInjectionTests(ITestOutputHelper output)
{
    private const int SpoiltAtOnce = 3;
    private const double RailMicrovolts = 900;

    /// <summary>Each fault, its levels from faint to clear, and the unit of a level.</summary>
    private static readonly (string Fault, double[] Levels, string Unit, string[] Reasons)[] Faults =
    [
        ("flat", [0.1, 0.3, 1], "of the time", ["flat"]),
        ("noise", [1, 3, 8], "x its own deviation", ["noisy", "uncorrelated", "unpredictable"]),
        ("disconnected", [0.3, 0.6, 1], "of the signal is another's", ["uncorrelated", "unpredictable", "noisy"]),
        ("line", [10, 40, 150], "uV", ["line_noise"]),
        ("saturated", [0.02, 0.1, 0.4], "of the time", ["saturated"]),
        ("bridged", [5, 0.5, 0.1], "uV apart", ["bridged"]),
    ];

    [Fact]
    public void Find_FaultsInAGeneratedRecording_AreFoundAndNothingElse()
    {
        var clean = Generated();
        Assert.Empty(Find(clean).Channels);
        var table = Table($"generated, 19 channels, {Seconds} s", clean);
        Assert.InRange(table.ClearRecall, 1, 1);
        Assert.InRange(table.Precision, 0.95, 1);
    }

    [Fact]
    public void Find_FaultsInARealRecording_AreFoundAndLittleElse()
    {
        var clean = Real();
        output.WriteLine("called bad as recorded: " + string.Join("; ", Find(clean).Channels.Select(c => $"{c.Label}: {string.Join(", ", c.Reasons)}")));
        var table = Table($"EEGMMI S001 R03, 64 channels, {Seconds} s", clean);
        Assert.InRange(table.ClearRecall, 0.94, 1);
        Assert.InRange(table.Precision, 0.9, 1);
    }

    [Fact]
    public void Find_FaultsInTheTenTwentyElectrodesOfARealRecording_AreFoundAndLittleElse()
    {
        var dense = Real();
        var places = SyntheticNames.Select(name => dense.Channels.Single(c => c.Name == name).Index).ToArray();
        var clean = new EegSignals([.. places.Select(p => dense.Channels[p])], dense.SamplingRateHz, [.. places.Select(p => dense[p].ToArray())]);
        output.WriteLine("called bad as recorded: " + string.Join("; ", Find(clean).Channels.Select(c => $"{c.Label}: {string.Join(", ", c.Reasons)}")));
        var table = Table($"EEGMMI S001 R03, its 19 electrodes of the 10-20 system, {Seconds} s", clean);
        Assert.InRange(table.ClearRecall, 0.94, 1);
        Assert.InRange(table.Precision, 0.9, 1);
    }

    private static readonly IReadOnlyList<string> SyntheticNames = new SyntheticRecordingOptions().Electrodes;

    private static bool IsWhole => Environment.GetEnvironmentVariable("HALCYON_LONG_TESTS") == "1";

    private static int Seconds => IsWhole ? 60 : 30;

    private (double ClearRecall, double Precision) Table(string title, EegSignals clean)
    {
        var before = Find(clean).Channels.Select(c => c.Label).ToHashSet();
        output.WriteLine(title);
        output.WriteLine("fault         level                          spoilt found  right reason  others   recall  precision");
        int clearHits = 0, clearAll = 0, hits = 0, wrong = 0;
        foreach (var (fault, levels, unit, expected) in Faults)
        {
            for (var l = IsWhole ? 0 : levels.Length - 1; l < levels.Length; l++)
            {
                int found = 0, right = 0, others = 0, all = 0;
                for (var draw = 0; draw < (IsWhole ? 3 : 1); draw++)
                {
                    var (spoilt, places) = Spoil(clean, fault, levels[l], before, draw);
                    var bad = Find(spoilt).Channels.ToDictionary(c => c.Label, c => c.Reasons);
                    string[] labels = [.. places.Select(p => clean.Channels[p].Label)];
                    all += labels.Length;
                    found += labels.Count(bad.ContainsKey);
                    right += labels.Count(label => bad.TryGetValue(label, out var why) && why.Any(r => expected.Contains(r.Kind)));
                    others += bad.Keys.Count(label => !labels.Contains(label) && !before.Contains(label) && !IsPartner(fault, clean, places, label));
                }

                output.WriteLine($"{fault,-13} {levels[l],5} {unit,-25} {all,5} {found,5} {right,13} {others,7} {(double)found / all,8:0.00} {(found + others == 0 ? 1 : (double)found / (found + others)),10:0.00}");
                (hits, wrong) = (hits + found, wrong + others);
                if (l == levels.Length - 1)
                    (clearHits, clearAll) = (clearHits + found, clearAll + all);
            }
        }

        return ((double)clearHits / clearAll, (double)hits / (hits + wrong));
    }

    private static BadChannelFindings Find(EegSignals signals) => BadChannelFinder.Find(signals, new BadChannelOptions(), TestContext.Current.CancellationToken);

    /// <summary>A bridge has two ends, and both are bad.</summary>
    private static bool IsPartner(string fault, EegSignals signals, int[] places, string label) =>
        fault == "bridged" && places.Any(p => signals.Channels[Partner(signals, p)].Label == label);

    private static int Partner(EegSignals signals, int place) => place + 1 < signals.Channels.Count ? place + 1 : place - 1;

    private static (EegSignals Spoilt, int[] Places) Spoil(EegSignals clean, string fault, double level, HashSet<string> bad, int draw)
    {
        var random = new Random(17 * draw + fault.Length);
        var spoilt = clean.Copy();
        var places = Enumerable.Range(0, clean.Channels.Count).Where(c => !bad.Contains(clean.Channels[c].Label))
            .OrderBy(_ => random.Next()).Aggregate(new List<int>(), Apart).Order().ToArray();
        foreach (var place in places)
            Spoil(clean, spoilt[place], place, fault, level, random);
        return (spoilt, places);
    }

    /// <summary>Takes another channel when it is not next to one that was taken: a bridge needs its partner as it was.</summary>
    private static List<int> Apart(List<int> taken, int next)
    {
        if (taken.Count < SpoiltAtOnce && taken.TrueForAll(t => Math.Abs(t - next) > 2))
            taken.Add(next);
        return taken;
    }

    private static void Spoil(EegSignals clean, Span<double> samples, int place, string fault, double level, Random random)
    {
        var count = samples.Length;
        var noise = Signals.Noise(count, 1, random.Next());
        var deviation = Math.Sqrt(System.Numerics.Tensors.TensorPrimitives.SumOfSquares<double>(samples) / count);
        var first = (int)((1 - level) * count / 2);
        for (var i = 0; i < count; i++)
        {
            samples[i] = fault switch
            {
                "flat" => i >= first && i < count - first ? 12 : samples[i],
                "noise" => samples[i] + level * deviation * noise[i],
                // Another channel's signal of another time: EEG in every respect, but not of this head.
                "disconnected" => (1 - level) * samples[i] + level * clean[(place + 5) % clean.Channels.Count][(i + count / 2) % count],
                "line" => samples[i] + level * Math.Sqrt(2) * Math.Sin(2 * Math.PI * (clean.SamplingRateHz > 200 ? 50 : 60) * i / clean.SamplingRateHz),
                "saturated" => i % (int)clean.SamplingRateHz < 20 && i < level * count ? RailMicrovolts : samples[i],
                _ => clean[Partner(clean, place)][i] + level * noise[i],
            };
        }
    }

    private static EegSignals Generated()
    {
        var made = SyntheticRecording.Generate(new SyntheticRecordingOptions { DurationSeconds = Seconds, Seed = 5, EyesClosed = [(10, 10)], BlinkPeakSeconds = [5, 8, 23] });
        return Signals19(made.Truth.Electrodes, made.Truth.SamplingRateHz, [.. made.Samples]);
    }

    private static EegSignals Signals19(IReadOnlyList<string> names, double rate, double[][] samples) =>
        new([.. names.Select((name, i) => MemoryRecording.Channel(i, name, name, ChannelKind.Eeg, rate, samples[i].Length) with
        {
            PhysicalMinimum = -RailMicrovolts, PhysicalMaximum = RailMicrovolts,
        })], rate, samples);

    internal static EegSignals Real()
    {
        using var reader = RecordingFile.Open(SharedRecordings.Path(Path.Combine("bci", "eegmmidb-S001", "S001R03.edf")));
        var whole = EegSignals.Read(reader);
        var rate = whole.SamplingRateHz;
        return new EegSignals(
            [.. whole.Channels.Select(c => c with { PhysicalMinimum = -RailMicrovolts, PhysicalMaximum = RailMicrovolts })], rate,
            [.. whole.Channels.Select(c => Array.ConvertAll(whole[c.Index][..(int)(Seconds * rate)].ToArray(), v => Math.Clamp(v, -RailMicrovolts, RailMicrovolts)))]);
    }
}
