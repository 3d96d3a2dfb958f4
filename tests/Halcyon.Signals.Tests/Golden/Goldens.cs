using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Xunit;

namespace Halcyon.Signals.Tests.Golden;

/// <summary>
/// Reference values made by MNE-Python 1.3 and SciPy from eeg19.edf, kept beside the checkout in ../shared/peers/eeg,
/// and that recording itself, which their generator writes (fixed seed) into a temporary folder.
/// </summary>
internal static class Goldens
{
    private static readonly Lock Gate = new();
    private static double[][]? _eeg19;

    public const double SamplingRateHz = 256;
    public const int Flat = 11;
    public const int Noisy = 15;

    public static readonly string[] Labels =
    [
        "Fp1", "Fp2", "F7", "F3", "Fz", "F4", "F8", "T7", "C3", "Cz", "C4", "T8", "P7", "P3", "Pz", "P4", "P8", "O1", "O2",
    ];

    public static string Folder { get; } = Path.GetFullPath(Path.Combine(RepositoryRoot(), "..", "shared", "peers", "eeg"));

    public static NpzArchive Open(string name)
    {
        var path = Path.Combine(Folder, "golden", name + ".npz");
        Assert.SkipUnless(File.Exists(path), $"Reference values {name}.npz are not beside this checkout.");
        return new NpzArchive(path);
    }

    /// <summary>The 19 channels of eeg19.edf, µV.</summary>
    public static double[][] Eeg19()
    {
        lock (Gate)
            return _eeg19 ??= ReadPlainEdf(Eeg19Path());
    }

    public static string Eeg19Path()
    {
        var generator = Path.Combine(Folder, "make_edf.py");
        Assert.SkipUnless(File.Exists(generator), "The generator of eeg19.edf is not beside this checkout.");
        lock (Gate)
        {
            var folder = Path.Combine(Path.GetTempPath(), $"halcyon-eeg19-{Environment.UserName}");
            var path = Path.Combine(folder, "eeg19.edf");
            if (!File.Exists(path))
                Generate(generator, folder);
            return path;
        }
    }

    /// <summary>The largest |difference| of the golden's first, middle and last stretch from the whole output of a channel.</summary>
    public static double LargestDifference(NpzArchive golden, int channel, ReadOnlySpan<double> output)
    {
        var first = golden["first"].Row(channel);
        var middle = golden["mid"].Row(channel);
        var last = golden["last"].Row(channel);
        return Math.Max(
            Difference(first, output[..first.Length]),
            Math.Max(
                Difference(middle, output.Slice((int)golden["mid_start"].Scalar, middle.Length)),
                Difference(last, output[^last.Length..])));
    }

    public static double Difference(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        var largest = 0.0;
        for (var i = 0; i < expected.Length; i++)
            largest = Math.Max(largest, Math.Abs(expected[i] - actual[i]));
        return largest;
    }

    private static void Generate(string generator, string folder)
    {
        // Written aside and moved, so that a run that was broken off leaves no half file behind.
        var aside = Directory.CreateTempSubdirectory("halcyon-eeg19-").FullName;
        PythonOracle.Run(generator, aside, "eeg19");
        Directory.CreateDirectory(folder);
        File.Move(Path.Combine(aside, "eeg19.edf"), Path.Combine(folder, "eeg19.edf"), overwrite: true);
        Directory.Delete(aside, recursive: true);
    }

    private static double[][] ReadPlainEdf(string path)
    {
        var bytes = File.ReadAllBytes(path);
        double Number(int at, int length) =>
            double.Parse(Encoding.ASCII.GetString(bytes, at, length).Trim(), CultureInfo.InvariantCulture);

        var records = (int)Number(236, 8);
        var count = (int)Number(252, 4);
        double Field(int offset, int channel) => Number(256 + offset * count + channel * 8, 8);

        var samplesPerRecord = (int)Field(216, 0);
        var channels = Enumerable.Range(0, count).Select(_ => new double[records * samplesPerRecord]).ToArray();
        for (var c = 0; c < count; c++)
        {
            var gain = (Field(112, c) - Field(104, c)) / (Field(128, c) - Field(120, c));
            var offset = Field(104, c) - gain * Field(120, c);
            for (var i = 0; i < channels[c].Length; i++)
            {
                var at = 256 * (count + 1) + 2 * ((i / samplesPerRecord * count + c) * samplesPerRecord + i % samplesPerRecord);
                channels[c][i] = BitConverter.ToInt16(bytes, at) * gain + offset;
            }
        }

        return channels;
    }

    private static string RepositoryRoot([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
