
namespace Halcyon.Signals.Filters;

/// <summary>
/// A <see cref="PolyphaseResampler"/> over a signal that arrives in blocks: one channel, one thread. Bit for bit the result
/// of <see cref="PolyphaseResampler.Apply"/> on the whole signal.
/// </summary>
public sealed class StreamingPolyphase
{
    private const int ChunkSamples = 1024;

    private readonly PolyphaseResampler _resampler;
    private readonly double[] _buffer;
    private int _filled;
    private long _origin;
    private long _received;
    private long _written;

    public StreamingPolyphase(PolyphaseResampler resampler)
    {
        ArgumentNullException.ThrowIfNull(resampler);
        _resampler = resampler;
        // As far as the next output may lie beyond the last: nothing of the window may remain.
        _buffer = new double[resampler.WindowLength + resampler.Down / resampler.Up + 1 + ChunkSamples];
        Reset();
    }

    /// <summary>Input samples that must follow an output sample's instant before it can be written.</summary>
    public int LatencySamples => (int)_resampler.NewestInput(0);

    /// <summary>Samples that <see cref="Finish"/> has still to write.</summary>
    public int PendingSamples => (int)(_resampler.OutputLength(_received) - _written);

    /// <summary>Room that so many input samples need at most.</summary>
    public int OutputCapacity(int inputLength) => (int)(_resampler.OutputLength(inputLength) + 1);

    /// <summary>Forgets the signal, ready for another.</summary>
    public void Reset()
    {
        // Zeros before the start.
        _filled = _resampler.WindowLength - 1;
        _origin = -_filled;
        _buffer.AsSpan(0, _filled).Clear();
        _received = 0;
        _written = 0;
    }

    /// <summary>Takes the next samples and writes those that are complete.</summary>
    /// <param name="input">Finite, any number.</param>
    /// <param name="output">At least <see cref="OutputCapacity"/> long; must not overlap the input.</param>
    /// <returns>Samples written.</returns>
    /// <remarks>Allocates nothing.</remarks>
    public int Push(ReadOnlySpan<double> input, Span<double> output)
    {
        if (output.Length < OutputCapacity(input.Length))
            throw new ArgumentException($"The output must hold {OutputCapacity(input.Length)} samples.", nameof(output));
        if (input.Overlaps(output))
            throw new ArgumentException("Output must not overlap input.", nameof(output));
        SampleChecks.RequireFinite(input, nameof(input));
        _received += input.Length;
        return Take(input, 0, output, long.MaxValue);
    }

    /// <summary>Ends the signal: writes the last <see cref="PendingSamples"/>, and is ready for another.</summary>
    /// <returns>Samples written.</returns>
    public int Finish(Span<double> output)
    {
        var (pending, total) = (PendingSamples, _written + PendingSamples);
        if (output.Length < pending)
            throw new ArgumentException($"{pending} samples are still to come.", nameof(output));
        // Zeros past the end.
        if (pending > 0)
            Take([], _resampler.NewestInput(total - 1) - (_received - 1), output, total);
        Reset();
        return pending;
    }

    private int Take(ReadOnlySpan<double> input, long zeros, Span<double> output, long total)
    {
        var begun = _written;
        while (input.Length > 0 || zeros > 0)
        {
            var count = (int)Math.Min(input.Length + zeros, _buffer.Length - _filled);
            var free = _buffer.AsSpan(_filled, count);
            var copied = Math.Min(count, input.Length);
            input[..copied].CopyTo(free);
            free[copied..].Clear();
            input = input[copied..];
            zeros -= count - copied;
            _filled += count;

            var ready = _written;
            var newest = _origin + _filled - 1;
            // Outputs whose newest input has come: the greatest n with (n·down + half)/up ≤ newest.
            while (ready < total && _resampler.NewestInput(ready) <= newest)
                ready++;
            _resampler.Sum(_written, _origin, _buffer.AsSpan(0, _filled), output.Slice((int)(_written - begun), (int)(ready - _written)));
            _written = ready;
            Discard();
        }

        return (int)(_written - begun);
    }

    private void Discard()
    {
        var keepFrom = _resampler.NewestInput(_written) - (_resampler.WindowLength - 1);
        var dropped = (int)Math.Clamp(keepFrom - _origin, 0, _filled);
        _buffer.AsSpan(dropped, _filled - dropped).CopyTo(_buffer);
        _filled -= dropped;
        _origin += dropped;
    }
}
