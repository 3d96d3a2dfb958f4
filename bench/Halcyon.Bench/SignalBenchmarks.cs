using BenchmarkDotNet.Attributes;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Spectra;
using Halcyon.Signals.Synthetic;

namespace Halcyon.Bench;

/// <summary>Reading, filtering and Welch on the generated demo recording: 19 channels, 256 Hz, 120 s.</summary>
[MemoryDiagnoser]
public class SignalBenchmarks
{
    private const double SamplingRateHz = 256;

    private byte[] _file = [];
    private readonly FirFilter _bandPass = FirDesign.BandPass(0.5, 40, SamplingRateHz);
    private readonly BiquadCascade _butterworth = ButterworthDesign.BandPass(4, 0.5, 40, SamplingRateHz);
    private readonly WelchPlan _welch = WelchPlan.ForSeconds(4, SamplingRateHz);
    private FirWorkspace _firWorkspace = null!;
    private WelchWorkspace _welchWorkspace = null!;
    private double[][] _channels = [];
    private double[] _output = [];
    private double[] _scratch = [];
    private double[] _density = [];

    [GlobalSetup]
    public void Prepare()
    {
        using var file = new MemoryStream();
        DemoRecording.Write(file);
        _file = file.ToArray();
        _firWorkspace = new FirWorkspace(_bandPass);
        _welchWorkspace = new WelchWorkspace(_welch);
        _density = new double[_welch.BinCount];
        using var reader = RecordingFile.Open(new MemoryStream(_file), DemoRecording.FileName);
        _channels = reader.Info.Channels.Select(c => new double[c.SampleCount]).ToArray();
        _output = new double[_channels[0].Length];
        _scratch = new double[_output.Length + 2 * _butterworth.PadLength + _butterworth.StateLength];
        for (var c = 0; c < _channels.Length; c++)
            reader.ReadSamples(c, 0, _channels[c]);
    }

    [Benchmark]
    public void Read()
    {
        using var reader = RecordingFile.Open(new MemoryStream(_file), DemoRecording.FileName);
        foreach (var channel in reader.Info.Channels)
            reader.ReadSamples(channel.Index, 0, _output);
    }

    [Benchmark]
    public void BandPassFir()
    {
        foreach (var samples in _channels)
            _bandPass.Apply(samples, _output, _firWorkspace);
    }

    [Benchmark]
    public void BandPassButterworth()
    {
        foreach (var samples in _channels)
            _butterworth.FilterZeroPhase(samples, _output, _scratch);
    }

    [Benchmark]
    public void WelchDensity()
    {
        foreach (var samples in _channels)
            Welch.Density(samples, _welch, _welchWorkspace, _density);
    }
}
