using System.Globalization;
using System.Text;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Tests.Fuzz;

namespace Halcyon.Signals.Tests.BrainVision;

/// <summary>Puts the three files of a BrainVision recording together line by line, right or wrong.</summary>
internal sealed record RawBrainVision
{
    public string Title { get; init; } = "Brain Vision Data Exchange Header File Version 1.0";
    public string Common { get; init; } = "";
    public string DataFile { get; init; } = "made.eeg";
    public bool Multiplexed { get; init; } = true;
    public bool Ascii { get; init; }
    public char DecimalSymbol { get; init; } = '.';
    public string Format { get; init; } = "INT_16";
    public bool BigEndian { get; init; }
    public string SamplingInterval { get; init; } = "4000";
    public string? ChannelCount { get; init; }
    public IReadOnlyList<string> Channels { get; init; } = ["Fp1,,0.5,µV", "Cz,,0.5,µV", "Temp,,0.1,C"];
    public IReadOnlyList<string> Markers { get; init; } =
        ["New Segment,,1,1,0,20131113161403794232", "Stimulus,S  1,3,1,0", "Comment,a\\1 b,5,50,0"];
    public Encoding Encoding { get; init; } = Encoding.UTF8;

    /// <summary>Stored numbers of each channel.</summary>
    public double[][] Stored { get; init; } = [.. Enumerable.Range(0, 3).Select(channel => Enumerable.Range(0, 40).Select(i => (double)((channel * 100) + i)).ToArray())];

    public static IEnumerable<FuzzSeed> FuzzSeeds =>
    [
        new RawBrainVision().Files(),
        new RawBrainVision { Multiplexed = false, Format = "IEEE_FLOAT_32", Title = "Brain Vision Data Exchange Header File Version 2.0", Common = "DataType=TIMEDOMAIN\nDataPoints=40" }.Files(),
        new RawBrainVision { Ascii = true, DecimalSymbol = ',' }.Files(),
        new RawBrainVision { Ascii = true, Multiplexed = false, Encoding = Encoding.Latin1 }.Files(),
        .. FuzzSeed.Shared(
            "fixtures/mne-python/brainvision/tests/data/test_old_layout_latin1_software_filter.vhdr",
            "test_old_layout_latin1_software_filter.eeg", "test_old_layout_latin1_software_filter.vmrk"),
        .. FuzzSeed.Shared("fixtures/mne-python/brainvision/tests/data/testv2.vhdr", "test.eeg", "testv2.vmrk"),
    ];

    public FuzzSeed Files(string fileName = "made.vhdr") => new(fileName, Header(), ("made.eeg", Samples()), ("made.vmrk", MarkerFile()));

    public IRecordingReader Open(bool mapped = true) => Files().Open(new FuzzLedger(), mapped);

    public byte[] Header()
    {
        var channels = string.Join('\n', Channels.Select((channel, i) => $"Ch{i + 1}={channel}"));
        return Encoding.GetBytes($"""
            {Title}
            ; written by a test
            [Common Infos]
            DataFile={DataFile}
            MarkerFile=made.vmrk
            DataFormat={(Ascii ? "ASCII" : "BINARY")}
            DataOrientation={(Multiplexed ? "MULTIPLEXED" : "VECTORIZED")}
            NumberOfChannels={ChannelCount ?? Channels.Count.ToString(CultureInfo.InvariantCulture)}
            SamplingInterval={SamplingInterval}
            {Common}
            [Binary Infos]
            BinaryFormat={Format}
            UseBigEndianOrder={(BigEndian ? "YES" : "NO")}
            [ASCII Infos]
            DecimalSymbol={DecimalSymbol}
            SkipLines={(Multiplexed ? 1 : 0)}
            SkipColumns={(Multiplexed ? 0 : 1)}
            [Channel Infos]
            {channels}
            [Comment]
            [Not a section]
            NumberOfChannels=77
            """.ReplaceLineEndings("\r\n"));
    }

    public byte[] MarkerFile() => Encoding.GetBytes(
        "Brain Vision Data Exchange Marker File, Version 1.0\n[Common Infos]\nDataFile=made.eeg\n[Marker Infos]\n"
        + string.Concat(Markers.Select((marker, i) => $"Mk{i + 1}={marker}\n")));

    public byte[] Samples() => Ascii ? Encoding.ASCII.GetBytes(Text()) : [.. InOrder().SelectMany(Pack)];

    private IEnumerable<double> InOrder() => Multiplexed
        ? Enumerable.Range(0, Stored[0].Length).SelectMany(i => Stored.Select(channel => channel[i]))
        : Stored.SelectMany(channel => channel);

    private string Text()
    {
        string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture).Replace('.', DecimalSymbol);
        return Multiplexed
            ? "names of channels\r\n" + string.Concat(Enumerable.Range(0, Stored[0].Length).Select(i => string.Join(' ', Stored.Select(channel => Number(channel[i]))) + "\r\n"))
            : string.Concat(Stored.Select((channel, i) => $"Ch{i + 1} {string.Join('\t', channel.Select(Number))}\n"));
    }

    private byte[] Pack(double value)
    {
        var bytes = Format switch
        {
            "INT_16" => BitConverter.GetBytes((short)value),
            "UINT_16" => BitConverter.GetBytes((ushort)value),
            "INT_32" => BitConverter.GetBytes((int)value),
            "IEEE_FLOAT_32" => BitConverter.GetBytes((float)value),
            _ => BitConverter.GetBytes(value),
        };
        if (BigEndian)
            Array.Reverse(bytes);
        return bytes;
    }
}
