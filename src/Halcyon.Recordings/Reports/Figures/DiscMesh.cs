using Halcyon.Recordings.Reports.Drawing;

namespace Halcyon.Recordings.Reports.Figures;

/// <summary>A disc cut into triangles, and the outlines of where a field over it is high.</summary>
/// <remarks>
/// Where a level crosses a triangle it leaves one cut, joined by its ends to the cuts of the neighbors and, at the disc's rim, to
/// the rim itself: a few closed lines around each region, which make small files without seams.
/// </remarks>
internal sealed class DiscMesh
{
    private readonly int _rings;
    private readonly int _sectors;
    private readonly (int A, int B, int C)[] _triangles;

    public DiscMesh(int rings, int sectors)
    {
        _rings = rings;
        _sectors = sectors;
        Points = new Spot[1 + rings * sectors];
        for (int ring = 1; ring <= rings; ring++)
            for (int sector = 0; sector < sectors; sector++)
            {
                var (sine, cosine) = Math.SinCos(2 * Math.PI * sector / sectors);
                Points[Index(ring, sector)] = new Spot(sine * ring / rings, cosine * ring / rings);
            }

        _triangles = [.. Triangles()];
    }

    /// <summary>Corners of the triangles within the unit disc, centre first; y towards the nose.</summary>
    public Spot[] Points { get; }

    /// <summary>Closed lines around the parts of the disc where the field is at or above the level.</summary>
    /// <param name="field">One finite value for each of <see cref="Points"/>.</param>
    public List<Spot[]> Above(double[] field, double level)
    {
        // A corner is keyed (v, v); a cut between corners v and w, always taken from the lower index, is keyed (v, w).
        var next = new Dictionary<(int, int), (int, int)>();
        foreach (var (a, b, c) in _triangles)
        {
            bool atA = field[a] >= level, atB = field[b] >= level, atC = field[c] >= level;
            if (atA == atB && atB == atC)
                continue;
            next[Leaving(a, b, c, atA, atB, atC)] = Leaving(a, b, c, !atA, !atB, !atC);
        }

        for (int sector = 0; sector < _sectors; sector++)
        {
            int from = Index(_rings, sector), to = Index(_rings, sector + 1);
            bool atFrom = field[from] >= level, atTo = field[to] >= level;
            if (atFrom || atTo)
                next[atFrom ? (from, from) : Cut(from, to)] = atTo ? (to, to) : Cut(from, to);
        }

        return Chain(next, key => Place(field, level, key));
    }

    /// <summary>The side on which a walk around the triangle goes from within to without.</summary>
    private static (int, int) Leaving(int a, int b, int c, bool atA, bool atB, bool atC) =>
        atA && !atB ? Cut(a, b) : atB && !atC ? Cut(b, c) : Cut(c, a);

    private static (int, int) Cut(int from, int to) => (Math.Min(from, to), Math.Max(from, to));

    private static List<Spot[]> Chain(Dictionary<(int, int), (int, int)> next, Func<(int, int), Spot> place)
    {
        var rings = new List<Spot[]>();
        while (next.Count > 0)
        {
            var current = next.Keys.First();
            var ring = new List<Spot>();
            while (next.Remove(current, out var following))
            {
                ring.Add(place(current));
                current = following;
            }

            if (ring.Count > 2)
                rings.Add([.. ring]);
        }

        return rings;
    }

    private Spot Place(double[] field, double level, (int Low, int High) key)
    {
        var low = Points[key.Low];
        if (key.Low == key.High)
            return low;
        var high = Points[key.High];
        double share = (level - field[key.Low]) / (field[key.High] - field[key.Low]);
        return new Spot(low.X + share * (high.X - low.X), low.Y + share * (high.Y - low.Y));
    }

    private int Index(int ring, int sector) => ring == 0 ? 0 : 1 + (ring - 1) * _sectors + sector % _sectors;

    private IEnumerable<(int A, int B, int C)> Triangles()
    {
        for (int sector = 0; sector < _sectors; sector++)
        {
            yield return (0, Index(1, sector), Index(1, sector + 1));
            for (int ring = 1; ring < _rings; ring++)
            {
                yield return (Index(ring, sector), Index(ring + 1, sector), Index(ring + 1, sector + 1));
                yield return (Index(ring, sector), Index(ring + 1, sector + 1), Index(ring, sector + 1));
            }
        }
    }
}
