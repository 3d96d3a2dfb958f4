using Halcyon.Signals.Cleaning.Denoising;

namespace Halcyon.Signals.Cleaning.Recipes;

/// <summary>White noise taken out by wavelets.</summary>
/// <param name="ThresholdsMicrovolts">Of each channel: at each level, finest first.</param>
public sealed record WaveletStep(
    double NoiseMicrovolts, string Wavelet, int Levels, WaveletThreshold Threshold, WaveletShrinkage Shrinkage,
    IReadOnlyList<string> Channels, IReadOnlyList<double[]> ThresholdsMicrovolts) : CleaningStep
{
    public override string Summary => $"noise of {StepText.Number(NoiseMicrovolts)} uV taken out of {Channels.Count} channels by wavelets ({Wavelet})";

    internal override void Apply(CleaningState state)
    {
        if (ThresholdsMicrovolts.Count != Channels.Count)
            throw new ArgumentException("Each channel needs its thresholds.");
        var denoiser = new WaveletDenoiser(Denoising.Wavelet.Named(Wavelet), Levels, Shrinkage);
        var workspace = new WaveletWorkspace(denoiser);
        var channels = state.Memories(Channels);
        for (var c = 0; c < channels.Length; c++)
        {
            foreach (var stretch in state.Signals.Stretches)
            {
                var samples = channels[c].Span.Slice((int)stretch.First, (int)stretch.Count);
                denoiser.Apply(samples.ToArray(), ThresholdsMicrovolts[c], samples, workspace);
            }
        }
    }
}

/// <summary>White noise taken out by a Kalman smoother.</summary>
/// <param name="NoiseMicrovolts">As it was given.</param>
/// <param name="Processes">Of each channel.</param>
public sealed record KalmanStep(double NoiseMicrovolts, IReadOnlyList<string> Channels, IReadOnlyList<StoredProcess> Processes) : CleaningStep
{
    public override string Summary => $"noise of {StepText.Number(NoiseMicrovolts)} uV taken out of {Channels.Count} channels by Kalman smoothing";

    internal override void Apply(CleaningState state)
    {
        if (Processes.Count != Channels.Count)
            throw new ArgumentException("Each channel needs its process.");
        var channels = state.Memories(Channels);
        for (var c = 0; c < channels.Length; c++)
        {
            var process = Processes[c];
            var model = new KalmanModel(process.Coefficients, process.InnovationMicrovolts, process.NoiseMicrovolts, process.MeanMicrovolts);
            foreach (var stretch in state.Signals.Stretches)
            {
                var samples = channels[c].Span.Slice((int)stretch.First, (int)stretch.Count);
                KalmanSmoother.Smooth(samples, model, samples);
            }
        }
    }
}

/// <summary>An autoregressive process seen through noise.</summary>
/// <param name="NoiseMicrovolts">Less than was given where the channel does not hold so much.</param>
public sealed record StoredProcess(IReadOnlyList<double> Coefficients, double InnovationMicrovolts, double NoiseMicrovolts, double MeanMicrovolts);
