namespace Halcyon.Recordings.Reports.Figures;

/// <summary>Draws a smooth field over the head through the values at its electrodes.</summary>
/// <remarks>
/// Spherical splines of order 4, Perrin et al. 1989, doi:10.1016/0013-4694(89)90180-6, exact at every electrode. One departure:
/// a spline may swing past its data, below zero even, so the field is held within the lowest and highest value measured.
/// </remarks>
internal sealed class SphericalSpline
{
    private const int Order = 4;
    private const int Terms = 60;

    private static readonly double[] Factors =
        [.. Enumerable.Range(1, Terms).Select(n => (2 * n + 1) / (4 * Math.PI * Math.Pow((double)n * (n + 1), Order)))];

    private readonly double[,] _betweenElectrodes;
    private readonly double[,] _towardsPlaces;

    /// <param name="electrodes">Distinct places on the unit sphere, at least one.</param>
    /// <param name="places">Where the field is wanted, on the unit sphere.</param>
    public SphericalSpline(
        IReadOnlyList<(double X, double Y, double Z)> electrodes, IReadOnlyList<(double X, double Y, double Z)> places)
    {
        _betweenElectrodes = Kernels(electrodes, electrodes);
        _towardsPlaces = Kernels(places, electrodes);
    }

    /// <summary>The field at every place.</summary>
    /// <param name="values">Finite, one for each electrode.</param>
    public double[] Interpolate(IReadOnlyList<double> values)
    {
        double lowest = values.Min(), highest = values.Max();
        var coefficients = Solve(System(values));
        var field = new double[_towardsPlaces.GetLength(0)];
        for (int place = 0; place < field.Length; place++)
        {
            double sum = coefficients[^1];
            for (int electrode = 0; electrode < values.Count; electrode++)
                sum += coefficients[electrode] * _towardsPlaces[place, electrode];
            field[place] = Math.Clamp(sum, lowest, highest);
        }

        return field;
    }

    private double[,] System(IReadOnlyList<double> values)
    {
        int count = values.Count;
        var system = new double[count + 1, count + 2];
        for (int row = 0; row < count; row++)
        {
            for (int column = 0; column < count; column++)
                system[row, column] = _betweenElectrodes[row, column];
            system[row, count] = system[count, row] = 1;
            system[row, count + 1] = values[row];
        }

        return system;
    }

    private static double[,] Kernels(
        IReadOnlyList<(double X, double Y, double Z)> places, IReadOnlyList<(double X, double Y, double Z)> electrodes)
    {
        var kernels = new double[places.Count, electrodes.Count];
        for (int place = 0; place < places.Count; place++)
            for (int electrode = 0; electrode < electrodes.Count; electrode++)
                kernels[place, electrode] = Kernel(Cosine(places[place], electrodes[electrode]));
        return kernels;
    }

    private static double Cosine((double X, double Y, double Z) a, (double X, double Y, double Z) b) =>
        Math.Clamp(a.X * b.X + a.Y * b.Y + a.Z * b.Z, -1, 1);

    private static double Kernel(double cosine)
    {
        double sum = 0, previous = 1, legendre = cosine;
        for (int n = 1; n <= Terms; n++)
        {
            sum += Factors[n - 1] * legendre;
            (previous, legendre) = (legendre, ((2 * n + 1) * cosine * legendre - n * previous) / (n + 1));
        }

        return sum;
    }

    /// <summary>Gaussian elimination with row pivoting of an augmented matrix.</summary>
    private static double[] Solve(double[,] system)
    {
        int size = system.GetLength(0);
        for (int pivot = 0; pivot < size; pivot++)
        {
            int best = Enumerable.Range(pivot, size - pivot).MaxBy(row => Math.Abs(system[row, pivot]));
            for (int column = pivot; column <= size && best != pivot; column++)
                (system[pivot, column], system[best, column]) = (system[best, column], system[pivot, column]);
            for (int row = pivot + 1; row < size; row++)
            {
                double factor = system[row, pivot] / system[pivot, pivot];
                for (int column = pivot; column <= size && factor != 0; column++)
                    system[row, column] -= factor * system[pivot, column];
            }
        }

        var solution = new double[size];
        for (int row = size - 1; row >= 0; row--)
        {
            double sum = system[row, size];
            for (int column = row + 1; column < size; column++)
                sum -= system[row, column] * solution[column];
            solution[row] = sum / system[row, row];
        }

        return solution;
    }
}
