using Halcyon.Recordings.Reports.Drawing;

namespace Halcyon.Recordings.Reports.Figures;

/// <summary>A disc cut into triangles, and the outlines of where a field over it is high.</summary>
/// <remarks>
/// Each triangle is clipped at the level; sides that two neighbours share cancel, so that what is left are the few closed
/// lines around each region: small files, no seams, and edges that end exactly on the disc's rim.
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
        var sides = new Dictionary<(int, int), List<(int, int)>>();
        var clipped = new List<(int, int)>(4);
        foreach (var (a, b, c) in _triangles)
        {
            clipped.Clear();
            AddSide(a, b);
            AddSide(b, c);
            AddSide(c, a);
            for (int index = 0; index < clipped.Count; index++)
                AddOrCancel(sides, clipped[index], clipped[(index + 1) % clipped.Count]);
        }

        return Chain(sides, key => Place(field, level, key));

        void AddSide(int from, int to)
        {
            bool inside = field[from] >= level;
            if (inside)
                clipped.Add((from, from));
            if (inside != field[to] >= level)
                clipped.Add((Math.Min(from, to), Math.Max(from, to)));
        }
    }

    private static void AddOrCancel(Dictionary<(int, int), List<(int, int)>> sides, (int, int) from, (int, int) to)
    {
        if (sides.TryGetValue(to, out var reverse) && reverse.Remove(from))
        {
            if (reverse.Count == 0)
                sides.Remove(to);
            return;
        }

        if (!sides.TryGetValue(from, out var ends))
            sides[from] = ends = new List<(int, int)>(1);
        ends.Add(to);
    }

    private static List<Spot[]> Chain(Dictionary<(int, int), List<(int, int)>> sides, Func<(int, int), Spot> place)
    {
        var rings = new List<Spot[]>();
        while (sides.Count > 0)
        {
            var start = sides.Keys.First();
            var ring = new List<Spot>();
            var current = start;
            do
            {
                ring.Add(place(current));
                var ends = sides[current];
                var next = ends[^1];
                ends.RemoveAt(ends.Count - 1);
                if (ends.Count == 0)
                    sides.Remove(current);
                current = next;
            }
            while (current != start);
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
