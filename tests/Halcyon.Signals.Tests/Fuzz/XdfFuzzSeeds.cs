using Halcyon.Signals.Tests.Xdf;

namespace Halcyon.Signals.Tests.Fuzz;

/// <summary>Good XDF files: several streams, markers, clock offsets, a clock set anew.</summary>
internal static class XdfFuzzSeeds
{
    public static IEnumerable<FuzzSeed> All =>
    [
        Small(),
        .. FuzzSeed.Shared("captures/xdf-examples/minimal.xdf"),
        .. FuzzSeed.Shared("captures/xdf-examples/clock_resets.xdf"),
    ];

    private static FuzzSeed Small()
    {
        var file = new XdfBuilder()
            .Header(1, "amp", "EEG", 2, 250, "float32", "<desc><channels><channel><label>Cz</label><unit>microvolts</unit></channel><channel><label>Pz</label><type>EEG</type></channel></channels></desc>")
            .Header(2, "tasks", "Markers", 1, 0, "string")
            .Header(3, "gaze", "Gaze", 1, 60, "double64");
        for (var block = 0; block < 8; block++)
            file.Floats(1, [.. Enumerable.Range(0, 20).Select(i => i % 5 == 0 ? 100 + ((block * 20) + i) / 250.0 + (block > 4 ? 7 : 0) : double.NaN)], (i, channel) => i + channel, 2)
                .Offset(1, 100 + block, -3).Offset(2, 97 + block, 0).Marker(2, 97.1 + block, "go").Boundary();
        return new FuzzSeed("small.xdf", file.ToArray());
    }
}
