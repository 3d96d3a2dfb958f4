using Halcyon.Signals.Xdf;
using Xunit;

namespace Halcyon.Signals.Tests.Xdf;

public sealed class XdfClockTests
{
    [Fact]
    public void Correct_LateAnswersAmongGoodOnes_FollowsTheGoodOnes()
    {
        double[] times = [.. Enumerable.Range(0, 40).Select(i => 1e6 + (5.0 * i))];
        double[] offsets = [.. times.Select((time, i) => -123 + (2e-5 * (time - 1e6)) + (i % 10 == 3 ? 0.05 : 0))];
        var clock = new XdfClock(times, offsets);
        // Each of the four late answers may pull by its weight of 0.1 ms, shared by forty.
        Assert.Equal(1e6 - 123 + 1e6 * 0, clock.Correct(0, 1e6), 5e-5);
        Assert.Equal(1e6 + 200 - 123 + 0.004, clock.Correct(0, 1e6 + 200), 5e-5);
    }

    [Fact]
    public void Next_ClockSetAnew_GivesEachStretchItsOwnLine()
    {
        double[] times = [.. Enumerable.Range(0, 20).Select(i => 5000 + (5.0 * i)), .. Enumerable.Range(0, 20).Select(i => 3 + (5.0 * i))];
        double[] offsets = [.. times.Select(time => time >= 5000 ? -4000.0 : 1100)];
        var clock = new XdfClock(times, offsets);
        Assert.Equal(2, clock.LineCount);
        Assert.Equal(0, clock.Next(0, 5050, wentBack: false));
        Assert.Equal(1, clock.Next(0, 10, wentBack: true));
        Assert.Equal(1050, clock.Correct(0, 5050), 1e-9);
        Assert.Equal(1110, clock.Correct(1, 10), 1e-9);
    }

    [Fact]
    public void Correct_NothingMeasured_LeavesTheTime() => Assert.Equal(42.5, new XdfClock([], []).Correct(0, 42.5));
}
