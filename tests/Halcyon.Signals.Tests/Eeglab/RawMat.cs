using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Halcyon.Signals.Tests.Fuzz;

namespace Halcyon.Signals.Tests.Eeglab;

/// <summary>Writes MAT files of level 5 element by element, in either byte order.</summary>
internal sealed class RawMat(bool bigEndian = false)
{
    public static IEnumerable<FuzzSeed> FuzzSeeds
    {
        get
        {
            var (little, big) = (new RawMat(), new RawMat(bigEndian: true));
            return
            [
                new FuzzSeed("inside.set", little.File(little.Dataset())),
                new FuzzSeed("packed.set", little.File(Compressed(little.Dataset()))),
                new FuzzSeed("big.set", big.File(big.Dataset(trials: 4))),
                new FuzzSeed("beside.set", little.File(little.Dataset(dataFile: "beside.fdt")), ("beside.fdt", new byte[2 * 40 * 4])),
                .. FuzzSeed.Shared("fixtures/mne-testing-data/EEGLAB/test_raw_event_duration.set"),
                .. FuzzSeed.Shared("fixtures/mne-testing-data/EEGLAB/test_epochs.set", "test_epochs.fdt"),
                .. FuzzSeed.Shared("fixtures/eeglab/test_data/BIDS_test/derivatives/eeglab/sub-S1/ses-01/eeg/sub-S1_ses-01_task-Experiment_run-01_eeg.set"),
            ];
        }
    }

    public byte[] File(params byte[][] variables)
    {
        var header = new byte[128];
        Encoding.ASCII.GetBytes("MATLAB 5.0 MAT-file, Platform: TEST".PadRight(116)).CopyTo(header, 0);
        (bigEndian ? new byte[] { 1, 0, (byte)'M', (byte)'I' } : [0, 1, (byte)'I', (byte)'M']).CopyTo(header, 124);
        return [.. header, .. variables.SelectMany(variable => variable)];
    }

    /// <summary>Sample k of channel c is 10·k + c, of 40 samples of 2 channels at 100 Hz.</summary>
    public byte[] Dataset(int trials = 1, string? dataFile = null, params (string Name, byte[] Value)[] more) =>
        Struct("EEG", [.. Fields(trials, dataFile), .. more]);

    public (string Name, byte[] Value)[] Fields(int trials = 1, string? dataFile = null, bool named = false)
    {
        string Name(string field) => named ? field : "";
        return
        [
            ("setname", Text("a set", Name("setname"))), ("subject", Text("S1", Name("subject"))), ("nbchan", Number(2, Name("nbchan"))),
            ("trials", Number(trials, Name("trials"))), ("pnts", Number(40 / trials, Name("pnts"))), ("srate", Number(100, Name("srate"))),
            ("xmin", Number(-0.05, Name("xmin"))),
            ("data", dataFile is null ? Singles([2, 40 / trials, trials], [.. Enumerable.Range(0, 80).Select(i => (10f * (i / 2)) + (i % 2))], Name("data")) : Text(dataFile, Name("data"))),
            ("chanlocs", Structs(Name("chanlocs"), ["labels", "type"], [[Text("Cz"), Text("EEG")], [Text("T1"), Text("")]])),
            ("event", Structs(Name("event"), ["type", "latency", "duration"],
                [[Text("go"), Number(11), Number(20)], [Number(255), Number(21.5), Empty()], [Text("boundary"), Number(30.5), Number(double.NaN)]])),
        ];
    }

    public static byte[] Compressed(byte[] element)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            stream.Write(element);
        var head = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(head, 15);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), (int)packed.Length);
        return [.. head, .. packed.ToArray()];
    }

    public byte[] Number(double value, string name = "") => Array(6, [1, 1], name, Element(9, Turned(BitConverter.GetBytes(value))));

    /// <summary>As MATLAB stores small whole numbers of class double.</summary>
    public byte[] Bytes(int[] dimensions, byte[] values, string name = "") => Array(6, dimensions, name, Element(2, values));

    public byte[] Doubles(int[] dimensions, double[] values, string name = "") =>
        Array(6, dimensions, name, Element(9, [.. values.SelectMany(value => Turned(BitConverter.GetBytes(value)))]));

    public byte[] Singles(int[] dimensions, float[] values, string name = "") =>
        Array(7, dimensions, name, Element(7, [.. values.SelectMany(value => Turned(BitConverter.GetBytes(value)))]));

    public byte[] Empty() => Array(6, [0, 0], "", Element(9, []));

    /// <summary>As 16-bit characters.</summary>
    public byte[] Text(string text, string name = "") =>
        Array(4, [1, text.Length], name, Element(4, [.. text.SelectMany(character => Turned(BitConverter.GetBytes(character)))]));

    public byte[] Cells(params byte[][] cells) => Array(1, [1, cells.Length], "", [.. cells.SelectMany(cell => cell)]);

    public byte[] Struct(string name, params (string Name, byte[] Value)[] fields) =>
        Structs(name, [.. fields.Select(field => field.Name)], [[.. fields.Select(field => field.Value)]]);

    public byte[] Structs(string name, string[] fields, byte[][][] rows)
    {
        var names = fields.SelectMany(field => Encoding.ASCII.GetBytes(field.PadRight(32, '\0'))).ToArray();
        return Array(2, [1, rows.Length], name, [.. Element(5, Word(32)), .. Element(1, names), .. rows.SelectMany(row => row.SelectMany(value => value))]);
    }

    private byte[] Array(int kind, int[] dimensions, string name, byte[] body) => Element(14,
        [.. Element(6, [.. Word(kind), .. Word(0)]), .. Element(5, [.. dimensions.SelectMany(Word)]), .. Element(1, Encoding.ASCII.GetBytes(name)), .. body]);

    private byte[] Element(int type, byte[] content)
    {
        if (content.Length is > 0 and <= 4)
            return [.. Word((content.Length << 16) | type), .. content, .. new byte[4 - content.Length]];
        return [.. Word(type), .. Word(content.Length), .. content, .. new byte[(8 - (content.Length % 8)) % 8]];
    }

    private byte[] Word(int value) => Turned(BitConverter.GetBytes(value));

    private byte[] Turned(byte[] bytes)
    {
        if (bigEndian)
            System.Array.Reverse(bytes);
        return bytes;
    }
}
