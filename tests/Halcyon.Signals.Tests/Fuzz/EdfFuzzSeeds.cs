using System.Text;
using Halcyon.Signals.Synthetic;
using Halcyon.Signals.Tests.Edf;

namespace Halcyon.Signals.Tests.Fuzz;

/// <summary>Good EDF and BDF files: continuous, with gaps, with annotations.</summary>
internal static class EdfFuzzSeeds
{
    public static IEnumerable<FuzzSeed> All =>
    [
        Small(bdf: false),
        Small(bdf: true),
        FuzzSeed.Of("demo.edf", stream => DemoRecording.Write(stream)) is var demo ? demo with { Content = demo.Content[..60_000] } : demo,
        .. FuzzSeed.Shared("fixtures/edfReader-cran/edfAnnonC.edf"),
    ];

    private static FuzzSeed Small(bool bdf)
    {
        var file = bdf ? RawEdf.Bdf() : new RawEdf();
        file.Reserved = bdf ? "BDF+D" : "EDF+D";
        file.Signals.Add(new RawSignal { Samples = "4" });
        file.Signals.Add(RawSignal.Annotations(20, bdf ? "BDF Annotations" : "EDF Annotations"));
        for (var record = 0; record < 50; record++)
        {
            var text = Encoding.UTF8.GetBytes($"+{record * 2}\u0014\u0014\0+{record}\u00151\u0014note\u0014\0");
            var signal = new byte[20 * (bdf ? 3 : 2)];
            text.CopyTo(signal, 0);
            file.Data.Add([.. file.Pack(record, -record, 5, 6), .. signal]);
        }
        return new FuzzSeed(bdf ? "small.bdf" : "small.edf", file.ToArray());
    }
}
