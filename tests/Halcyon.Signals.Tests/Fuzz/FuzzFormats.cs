using Halcyon.Signals.Tests.BrainVision;
using Halcyon.Signals.Tests.Eeglab;
using Halcyon.Signals.Tests.Gdf;

namespace Halcyon.Signals.Tests.Fuzz;

/// <summary>The readers that are fuzzed, each with good files to begin from. A new reader is one line.</summary>
internal static class FuzzFormats
{
    private static readonly Dictionary<string, Func<IEnumerable<FuzzSeed>>> Seeds = new(StringComparer.Ordinal)
    {
        ["EDF"] = () => EdfFuzzSeeds.All,
        ["BrainVision"] = () => RawBrainVision.FuzzSeeds,
        ["EEGLAB"] = () => RawMat.FuzzSeeds,
        ["GDF"] = () => RawGdf.FuzzSeeds,
        ["XDF"] = () => XdfFuzzSeeds.All,
        ["Text"] = () => TextFuzzSeeds.All,
    };

    public static IEnumerable<string> Names => Seeds.Keys;

    public static FuzzSeed[] Of(string format) => [.. Seeds[format]()];
}
