using System.Numerics.Tensors;

namespace Halcyon.Signals.Filters;

/// <summary>
/// A <see cref="FirFilter"/> over a signal that arrives in blocks: one channel, one thread. The result is that of
/// <see cref="FirFilter.Apply"/> on the whole signal, ends included, <see cref="LatencySamples"/> later.
/// </summary>
/// <remarks>
/// The sum is taken directly, so that no sample waits for a block to fill; it differs from the transform of the whole
/// signal by rounding only, and not at all from one division into blocks to another.
/// </remarks>
public sealed class StreamingFir
{
    private const int ChunkSamples = 1024;

    private readonly double[] _taps;
    private readonly double[] _buffer;
    private readonly int _half;
    private int _filled;
    private long _received;
    private bool _started;

    public StreamingFir(FirFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        _taps = filter.Taps.ToArray();
        _half = filter.HalfLength;
        _buffer = new double[_taps.Length - 1 + ChunkSamples];
        Reset();
    }

    /// <summary>Samples by which output trails input: half the filter, 3.3 s for a band-pass from 0.5 Hz.</summary>
    public int LatencySamples => _half;

    /// <summary>Samples that <see cref="Finish"/> has still to write.</summary>
    public int PendingSamples => (int)Math.Min(_received, _half);

    /// <summary>Forgets the signal, ready for another.</summary>
    public void Reset()
    {
        _filled = _half;
        _received = 0;
        _started = false;
    }

    /// <summary>Takes the next samples and writes those that are complete.</summary>
    /// <param name="input">Finite, any number.</param>
    /// <param name="output">At least as long; must not overlap the input.</param>
    /// <returns>Samples written: as many as came in, but for the first <see cref="LatencySamples"/>.</returns>
    /// <remarks>Allocates nothing.</remarks>
    public int Push(ReadOnlySpan<double> input, Span<double> output)
    {
        if (output.Length < input.Length)
            throw new ArgumentException("The output must be at least as long as the input.", nameof(output));
        if (input.Overlaps(output))
            throw new ArgumentException("Output must not overlap input.", nameof(output));
        SampleChecks.RequireFinite(input, nameof(input));
        var written = 0;
        while (!input.IsEmpty)
        {
            var count = Math.Min(input.Length, _buffer.Length - _filled);
            input[..count].CopyTo(_buffer.AsSpan(_filled));
            input = input[count..];
            _filled += count;
            _received += count;
            if (!_started && _received > _half)
                Start();
            if (_started)
                written += Sum(output[written..]);
        }

        return written;
    }

    /// <summary>Ends the signal: writes the last <see cref="PendingSamples"/>, and is ready for another.</summary>
    /// <returns>Samples written.</returns>
    public int Finish(Span<double> output)
    {
        var pending = PendingSamples;
        if (output.Length < pending)
            throw new ArgumentException($"{pending} samples are still to come.", nameof(output));
        if (pending > 0)
        {
            if (!_started)
                Start();
            Continue(pending, output);
        }

        Reset();
        return pending;
    }

    /// <summary>Continues the signal before its start by point reflection, and by zeros where that is used up.</summary>
    private void Start()
    {
        var reach = (int)Math.Min(_half, _received - 1);
        _buffer.AsSpan(0, _half - reach).Clear();
        for (var n = 1; n <= reach; n++)
            _buffer[_half - n] = 2 * _buffer[_half] - _buffer[_half + n];
        _started = true;
    }

    private void Continue(int pending, Span<double> output)
    {
        // Values behind the last that the reflection asks for lie within the window of the last sum.
        var (last, reach) = (_filled - 1, (int)Math.Min(_half, _received - 1));
        var written = 0;
        var ahead = new double[_half];
        for (var n = 1; n <= reach; n++)
            ahead[n - 1] = 2 * _buffer[last] - _buffer[last - n];
        for (var taken = 0; written < pending;)
        {
            var count = Math.Min(ahead.Length - taken, _buffer.Length - _filled);
            ahead.AsSpan(taken, count).CopyTo(_buffer.AsSpan(_filled));
            taken += count;
            _filled += count;
            written += Sum(output[written..]);
        }
    }

    /// <summary>One output for each whole window; keeps what the next windows begin with.</summary>
    private int Sum(Span<double> output)
    {
        var count = Math.Max(0, _filled - (_taps.Length - 1));
        for (var i = 0; i < count; i++)
            output[i] = TensorPrimitives.Dot<double>(_taps, _buffer.AsSpan(i, _taps.Length));
        _buffer.AsSpan(count, _filled - count).CopyTo(_buffer);
        _filled -= count;
        return count;
    }
}
