namespace Halcyon.Signals.OpenBci;

/// <summary>Counts packets that never arrived, from the running number that each carries.</summary>
/// <param name="numbers">How many numbers there are before they begin anew.</param>
internal sealed class LostPackets(int numbers)
{
    private const int LearningSteps = 64;

    private readonly int[] _steps = new int[numbers];
    private double _previous = double.NaN;
    private long _seen;

    public void Add(double number)
    {
        if (number >= 0 && number < numbers && !double.IsNaN(_previous))
        {
            _steps[(int)((number - _previous + numbers) % numbers)]++;
            _seen++;
        }
        _previous = number >= 0 && number < numbers ? number : double.NaN;
    }

    public void Report(List<string> warnings)
    {
        // With a Daisy module the numbers rise by two.
        var usual = Array.IndexOf(_steps, _steps.Max());
        if (_seen < LearningSteps || usual is not (1 or 2) || _steps[usual] < 0.5 * _seen)
            return;
        var (packets, places) = (0L, 0L);
        for (var step = usual + 1; step < numbers; step++)
            (packets, places) = (packets + ((step / usual - 1L) * _steps[step]), places + _steps[step]);
        if (packets > 0)
            warnings.Add($"{packets} packets never arrived, at {places} places; what follows them stands earlier than it happened.");
    }
}
