using System.Globalization;
using System.Text.Json;
using Halcyon.Signals.Channels;
using Halcyon.Signals.Interpolation;
using Halcyon.Signals.References;
using Halcyon.Signals.Tests.Golden;
using Xunit;

namespace Halcyon.Signals.Tests.Interpolation;

/// <summary>Spline interpolation, current source density and REST beside MNE-Python, with our positions given to it.</summary>
public sealed class SpatialPeerTests
{
    private static readonly string[] Names =
    [
        "Fp1", "Fp2", "F7", "F3", "Fz", "F4", "F8", "T7", "C3", "Cz", "C4", "T8", "P7", "P3", "Pz", "P4", "P8", "O1", "O2",
        "FC1", "FC2", "CP5", "CP6", "POz", "FT9", "TP10", "AF4",
    ];

    private static readonly string[] Bad = ["C4", "F7", "TP10"];

    private const string Script = """
        import mne
        mne.set_log_level("ERROR")
        names, bad, places = json.loads('''NAMES'''), json.loads('''BAD'''), np.array(json.loads('''PLACES'''))
        rng = np.random.default_rng(1)
        x = rng.normal(size=(len(names), 40)) * 3e-5
        info = mne.create_info(names, 100.0, "eeg")
        montage = mne.channels.make_dig_montage(dict(zip(names, places * 0.09)), coord_frame="head")
        raw = mne.io.RawArray(x, info).set_montage(montage)
        found = {"x": (x * 1e6).tolist()}
        repaired = raw.copy(); repaired.info["bads"] = bad
        repaired.interpolate_bads(origin=(0, 0, 0), mode="accurate")
        found["repaired"] = (repaired.get_data(bad) * 1e6).tolist()
        for stiffness in (3, 4):
            found[f"csd {stiffness}"] = (mne.preprocessing.compute_current_source_density(raw, sphere=(0, 0, 0, 0.095), stiffness=stiffness).get_data() * 1e6).tolist()

        # Three shells as ours; a hundred dipoles of any direction.
        head = mne.make_sphere_model(r0=(0, 0, 0), head_radius=0.09, relative_radii=(0.87, 0.92, 1.0), sigmas=(0.33, 0.33 / 80, 0.33))
        rr = rng.normal(size=(100, 3)); rr *= (0.02 + 0.045 * rng.uniform(size=(100, 1))) / np.linalg.norm(rr, axis=1, keepdims=True)
        nn = rng.normal(size=(100, 3)); nn /= np.linalg.norm(nn, axis=1, keepdims=True)
        src = mne.setup_volume_source_space(pos=dict(rr=rr, nn=nn), sphere_units="m")
        fwd = mne.make_forward_solution(raw.info, trans=None, src=src, bem=head, eeg=True, meg=False, mindist=0)
        fwd = mne.convert_forward_solution(fwd, force_fixed=True, surf_ori=False)
        # In double precision, so that the pseudo-inverse is too.
        fwd["sol"]["data"] = fwd["sol"]["data"].astype(float)
        found["rr"], found["nn"], found["lead"] = (fwd["source_rr"] / 0.09).tolist(), fwd["source_nn"].tolist(), fwd["sol"]["data"].tolist()
        rest, _ = mne.set_eeg_reference(raw.copy(), "REST", forward=fwd)
        found["rest"] = (rest.get_data() * 1e6).tolist()
        print(json.dumps(found))
        """;

    private static readonly Lazy<JsonElement> Peer = new(() => PythonOracle.Ask(Script
        .Replace("NAMES", JsonSerializer.Serialize(Names), StringComparison.Ordinal)
        .Replace("BAD", JsonSerializer.Serialize(Bad), StringComparison.Ordinal)
        .Replace("PLACES", "[" + string.Join(',', Positions(Names).Select(p => string.Create(CultureInfo.InvariantCulture, $"[{p.X:R},{p.Y:R},{p.Z:R}]"))) + "]", StringComparison.Ordinal)));

    [Fact]
    public void Interpolation_ThreeBadElectrodes_AreMnes()
    {
        string[] good = [.. Names.Except(Bad)];
        var spline = SplineInterpolation.Between(Positions(good), Positions(Bad));
        // MNE's positions are single precision on their way through its info: 1e-7 of values around 30 µV, times weights near 1.
        AssertClose("repaired", Applied(spline, [.. good.Select(name => Samples()[Array.IndexOf(Names, name)])]), 1e-3);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void CurrentSourceDensity_OfNoise_IsMnes(int stiffness)
    {
        var output = Applied(CurrentSourceDensity.Operator(Positions(Names), 0.095, stiffness), Samples());
        var scale = Peer.Value.GetProperty($"csd {stiffness}").Rows().Max(row => row.Max(Math.Abs));
        // As above, magnified by the inverse of the spline's matrix (condition about 1e3).
        AssertClose($"csd {stiffness}", output, 1e-4 * scale);
    }

    [Fact]
    public void Rest_MnesLeadField_GivesMnesPotentials()
    {
        var samples = Samples();
        var reference = new ReferenceSet([.. Enumerable.Range(0, Names.Length)]) { Weights = RestReference.WeightsOf(Peer.Value.GetProperty("lead").Rows()) };
        var level = new double[samples[0].Length];
        reference.Mean(samples, level);
        AssertClose("rest", [.. samples.Select(s => s.Zip(level, (x, m) => x - m).ToArray())], 1e-6);
    }

    [Fact]
    public void ThreeShellHead_AnyDipole_IsAsMnesSphere()
    {
        double[][] places = Peer.Value.GetProperty("rr").Rows(), moments = Peer.Value.GetProperty("nn").Rows(), lead = Peer.Value.GetProperty("lead").Rows();
        var positions = Positions(Names);
        for (var d = 0; d < places.Length; d++)
        {
            var (p, m) = (places[d], moments[d]);
            // Ours is for a head of radius and conductivity 1.
            double[] ours = [.. positions.Select(e => ThreeShellHead.Potential(e, (p[0], p[1], p[2]), (m[0], m[1], m[2])) / (0.33 * 0.09 * 0.09))];
            var scale = lead.Max(row => Math.Abs(row[d]));
            // MNE's sphere is Berg and Scherg's three dipoles fitted to the series, not the series: within some per cent.
            for (var e = 0; e < ours.Length; e++)
                Assert.Equal(lead[e][d], ours[e], 0.03 * scale);
        }
    }

    private static double[][] Samples() => Peer.Value.GetProperty("x").Rows();

    private static List<ElectrodePosition> Positions(string[] names) =>
        [.. names.Select(name => ElectrodePositions.TryGet(name, out var position) ? position : throw new ArgumentException(name))];

    private static double[][] Applied(SpatialOperator mixture, double[][] inputs)
    {
        double[][] outputs = [.. Enumerable.Range(0, mixture.OutputCount).Select(_ => new double[inputs[0].Length])];
        mixture.Apply(inputs, outputs);
        return outputs;
    }

    private static void AssertClose(string name, double[][] output, double tolerance)
    {
        var expected = Peer.Value.GetProperty(name).Rows();
        Assert.Equal(expected.Length, output.Length);
        for (var c = 0; c < output.Length; c++)
        {
            var difference = Goldens.Difference(expected[c], output[c]);
            Assert.True(difference < tolerance, $"{name} {c} differs by {difference}.");
        }
    }
}
