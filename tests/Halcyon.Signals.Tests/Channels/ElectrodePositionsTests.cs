using Halcyon.Signals.Channels;
using Xunit;

namespace Halcyon.Signals.Tests.Channels;

public sealed class ElectrodePositionsTests
{
    [Fact]
    public void All_EveryElectrode_IsOnTheUnitSphereWithAUniqueName()
    {
        Assert.Equal(ElectrodePositions.All.Count, ElectrodePositions.All.Select(p => p.Name).Distinct().Count());
        // 1e-12: a few dozen roundings of numbers below 2.
        Assert.All(ElectrodePositions.All, p => Assert.Equal(1, (p.X * p.X) + (p.Y * p.Y) + (p.Z * p.Z), 1e-12));
    }

    [Theory]
    [InlineData("Cz", 0, 0, 1)]
    [InlineData("T7", -1, 0, 0)]
    [InlineData("T8", 1, 0, 0)]
    [InlineData("Fpz", 0, 1, 0)]
    [InlineData("Oz", 0, -1, 0)]
    [InlineData("C3", -0.70710678118654752, 0, 0.70710678118654752)]
    [InlineData("Fz", 0, 0.70710678118654752, 0.70710678118654752)]
    public void TryGet_LandmarkElectrode_IsWhereTheSystemPutsIt(string name, double x, double y, double z)
    {
        Assert.True(ElectrodePositions.TryGet(name, out var position));
        Assert.Equal(x, position.X, 1e-12);
        Assert.Equal(y, position.Y, 1e-12);
        Assert.Equal(z, position.Z, 1e-12);
    }

    [Theory]
    [InlineData("F3", "F4")]
    [InlineData("FC5", "FC6")]
    [InlineData("PO7", "PO8")]
    [InlineData("FT9", "FT10")]
    public void TryGet_LeftAndRight_AreMirrorImages(string left, string right)
    {
        Assert.True(ElectrodePositions.TryGet(left, out var l));
        Assert.True(ElectrodePositions.TryGet(right, out var r));
        Assert.True(l.X < 0);
        Assert.Equal((-l.X, l.Y, l.Z), (r.X, r.Y, r.Z));
    }

    [Fact]
    public void Map_OuterRingOfTheTenTwentySystem_LiesAtFourFifthsOfTheOutline()
    {
        foreach (var name in (string[])["Fp1", "F7", "T7", "P7", "O1", "Oz", "Fpz", "T8"])
        {
            Assert.True(ElectrodePositions.TryGet(name, out var p));
            Assert.Equal(0.8, Math.Sqrt((p.MapX * p.MapX) + (p.MapY * p.MapY)), 1e-12);
        }
    }

    [Fact]
    public void TryGet_InnerElectrodes_DivideTheirRowEqually()
    {
        foreach (var row in (string[][])[["Fz", "F1", "F3", "F5", "F7"], ["POz", "PO1", "PO3", "PO5", "PO7"]])
        {
            var chords = row.Zip(row.Skip(1), Distance).ToArray();
            Assert.All(chords, chord => Assert.Equal(chords[0], chord, 1e-12));
        }
    }

    [Fact]
    public void TryGet_EarLobe_HasNoScalpPosition() => Assert.False(ElectrodePositions.TryGet("A1", out _));

    private static double Distance(string from, string to)
    {
        Assert.True(ElectrodePositions.TryGet(from, out var a));
        Assert.True(ElectrodePositions.TryGet(to, out var b));
        return Math.Sqrt(Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2) + Math.Pow(a.Z - b.Z, 2));
    }
}
