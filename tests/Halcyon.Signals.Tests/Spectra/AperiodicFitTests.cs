using Halcyon.Signals.Spectra;
using Halcyon.Signals.Tests.Golden;
using Xunit;

namespace Halcyon.Signals.Tests.Spectra;

public sealed class AperiodicFitTests
{
    private const double Width = 0.25;
    private const int Bins = 241;

    // The published algorithm written down once more, with SciPy's bounded least squares.
    private const string Script = """
        from scipy.optimize import curve_fit
        def gauss(x,*p):
            y=np.zeros_like(x)
            for c,h,s in zip(p[::3],p[1::3],p[2::3]): y=y+h*np.exp(-(x-c)**2/(2*s**2))
            return y
        def line(x,y): b,a=np.polyfit(np.log10(x),y,1); return a,b
        def fit(f,p,maxpk=8):
            y=np.log10(p); lim=(0.25,6.0); res=f[1]-f[0]
            a,b=line(f,y); fl=y-a-b*np.log10(f); fl[fl<0]=0
            m=fl<=np.percentile(fl,2.5); a,b=line(f[m],y[m]); flat=y-a-b*np.log10(f); it=flat.copy(); G=[]
            while len(G)<maxpk:
                k=np.argmax(it); h=it[k]
                if h<=2*np.std(it) or h<1e-6: break
                le=next((v for v in range(k-1,0,-1) if it[v]<=h/2),None); ri=next((v for v in range(k+1,len(it)) if it[v]<=h/2),None)
                try: s=min(abs(i-k) for i in (le,ri) if i is not None)*2*res/(2*np.sqrt(2*np.log(2)))
                except ValueError: s=6.25
                s=min(max(s,lim[0]),lim[1]); G.append((f[k],h,s)); it=it-gauss(f,f[k],h,s)
            G=[g for g in G if abs(g[0]-f[0])>g[2] and abs(g[0]-f[-1])>g[2]]
            G.sort(); drop=set()
            for i in range(len(G)-1):
                if G[i][0]+.75*G[i][2]>G[i+1][0]-.75*G[i+1][2]: drop.add(i if G[i][1]<G[i+1][1] else i+1)
            G=[g for i,g in enumerate(G) if i not in drop]
            P=[]
            if G:
                lo=[];hi=[]
                for c,h,s in G: lo+=[max(f[0],c-3*s),0,lim[0]]; hi+=[min(f[-1],c+3*s),np.inf,lim[1]]
                P,_=curve_fit(gauss,f,flat,p0=np.array(G).ravel(),bounds=(lo,hi),maxfev=20000)
            a,b=line(f,y-gauss(f,*P))
            return [a,-b,len(G)]
        d=np.fromfile(sys.argv[1]).reshape(-1,241); f=np.arange(4,181)*.25
        print(json.dumps({"fits": np.array([fit(f,r[4:181]) for r in d]).ravel().tolist()}))
        """;

    [Theory]
    [InlineData(1.5, 0.5)]
    [InlineData(0, 2)]
    [InlineData(2.2, 1)]
    public void Measure_BackgroundAlone_IsExact(double offset, double exponent)
    {
        var (result, peaks) = Fit(Model(offset, exponent, []));
        Assert.Equal(offset, result.Offset, 1e-9);
        Assert.Equal(exponent, result.Exponent, 1e-9);
        Assert.Empty(peaks);
    }

    [Fact]
    public void Measure_PeaksOnABackground_AreFound()
    {
        (double Middle, double Height, double Deviation)[] truth = [(5.5, 0.4, 0.8), (10.2, 0.9, 1), (21.3, 0.35, 1.7)];
        var (result, peaks) = Fit(Model(1.2, 1.4, truth));
        Assert.Equal(3, result.PeakCount);
        // The background is fitted to what is left after the peaks; it differs from the truth by what the robust start
        // put into them, as in the published program.
        Assert.Equal(1.4, result.Exponent, 0.05);
        Assert.Equal(1.2, result.Offset, 0.05);
        foreach (var (peak, expected) in peaks.Zip(truth))
        {
            Assert.Equal(expected.Middle, peak.FrequencyHz, 0.1);
            Assert.Equal(expected.Height, peak.LogPower, 0.06);
            Assert.Equal(2 * expected.Deviation, peak.BandwidthHz, 0.4);
        }

        Assert.InRange(result.RSquared, 0.995, 1);
        Assert.InRange(result.MeanError, 0, 0.03);
    }

    [Fact]
    public void Measure_NarrowLine_StopsAtTheLeastWidth()
    {
        // A single bin of mains-like power asks for a width of nothing; 0.5 Hz is the narrowest allowed.
        var density = Model(1, 1, []);
        density[(int)(25 / Width)] *= 100;
        var (result, peaks) = Fit(density);
        Assert.Equal(0.5, Assert.Single(peaks).BandwidthHz, 1e-9);
        Assert.Equal(1, result.Exponent, 0.05);
    }

    [Fact]
    public void Measure_NoisySpectra_RecoversTheExponent()
    {
        var random = new Random(11);
        var errors = new List<double>();
        for (var trial = 0; trial < 30; trial++)
        {
            var density = Model(1.3, 1.1, [(10, 0.7, 1.1)]);
            // 60 averaged segments: each bin is a gamma variable with a spread of 1/√60.
            for (var k = 0; k < density.Length; k++)
                density[k] *= 1 + (random.NextDouble() - 0.5) * Math.Sqrt(12.0 / 60);
            errors.Add(Fit(density).Result.Exponent - 1.1);
        }

        Assert.InRange(Math.Abs(errors.Average()), 0, 0.03);
        Assert.All(errors, e => Assert.InRange(e, -0.12, 0.12));
    }

    [Fact]
    public void Measure_WelchSpectraOfNoise_AgreesWithTheAlgorithmInSciPy()
    {
        var plan = new WelchPlan(4 * 120, 120);
        var rows = new List<double>();
        for (var seed = 1; seed <= 12; seed++)
        {
            var samples = Signals.PinkNoise(60 * 120, 12, seed).Zip(Signals.Sine(7 + seed / 3.0, 6, 60, 120), (a, b) => a + b).ToArray();
            var density = new double[plan.BinCount];
            Welch.Density(samples, plan, new WelchWorkspace(plan), density);
            rows.AddRange(density);
        }

        var peers = PeerValues.Of(Script, [.. rows])["fits"];
        for (var row = 0; row < 12; row++)
        {
            var (result, _) = Fit([.. rows.Skip(row * Bins).Take(Bins)]);
            // Where peaks overlap the two optimisers may end in different shapes of the same sum.
            Assert.Equal(peers[3 * row], result.Offset, 0.02);
            Assert.Equal(peers[3 * row + 1], result.Exponent, 0.02);
            Assert.Equal(peers[3 * row + 2], result.PeakCount);
        }
    }

    [Fact]
    public void Measure_FlatChannel_HasNoFit()
    {
        var (result, peaks) = Fit(new double[Bins]);
        Assert.True(double.IsNaN(result.Exponent));
        Assert.Empty(peaks);
    }

    [Fact]
    public void Measure_SteadyState_AllocatesNothing()
    {
        var plan = new AperiodicPlan(Bins, Width);
        var workspace = new AperiodicWorkspace(plan);
        var density = Model(1.2, 1.4, [(10.2, 0.9, 1), (21.3, 0.35, 1.7)]);
        Allocations.AssertNone(() => AperiodicFit.Measure(density, plan, workspace));
    }

    [Fact]
    public void Plan_RangeThatTheDensityDoesNotReach_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new AperiodicPlan(100, Width));
        Assert.Throws<ArgumentException>(() => new AperiodicPlan(Bins, Width, 40, 45));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AperiodicPlan(Bins, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AperiodicPlan(Bins, Width, 0));
        Assert.Throws<ArgumentException>(() => AperiodicFit.Measure(new double[10], new AperiodicPlan(Bins, Width), new AperiodicWorkspace(new AperiodicPlan(Bins, Width))));
    }

    [Theory]
    [InlineData(0.5, 10)]
    [InlineData(0.95, 19)]
    public void SpectralEdge_EvenDensity_IsTheShareOfTheRange(double fraction, double expectedHz)
    {
        // Bins 0…19.75 Hz of equal power, each spread over its width: the share of 20 Hz, an eighth of a hertz low.
        var density = Enumerable.Repeat(3.0, Bins).ToArray();
        Assert.Equal(expectedHz - 0.125, SpectralEdge.Frequency(density, Width, fraction, 0, 20), 1e-9);
        Assert.True(double.IsNaN(SpectralEdge.Frequency(new double[Bins], Width, fraction)));
        Assert.True(double.IsNaN(SpectralEdge.Frequency(density, Width, fraction, 1, 100)));
    }

    [Fact]
    public void Asymmetry_TwiceTheAlphaOnTheRight_IsLnTwo()
    {
        var pairs = AlphaAsymmetry.Of(new Dictionary<string, double> { ["F3"] = 4, ["F4"] = 8, ["O1"] = 5, ["C3"] = 0, ["C4"] = 2 });
        var pair = Assert.Single(pairs);
        Assert.Equal(("F3", "F4"), (pair.Left, pair.Right));
        Assert.Equal(Math.Log(2), pair.Asymmetry, 1e-12);
    }

    private static double[] Model(double offset, double exponent, (double Middle, double Height, double Deviation)[] peaks) =>
    [
        .. Enumerable.Range(0, Bins).Select(k => k == 0 ? 1 : Math.Pow(10, offset - exponent * Math.Log10(k * Width)
            + peaks.Sum(p => p.Height * Math.Exp(-0.5 * Math.Pow((k * Width - p.Middle) / p.Deviation, 2))))),
    ];

    private static (AperiodicResult Result, SpectralPeak[] Peaks) Fit(double[] density)
    {
        var plan = new AperiodicPlan(density.Length, Width);
        var workspace = new AperiodicWorkspace(plan);
        return (AperiodicFit.Measure(density, plan, workspace), workspace.Peaks.ToArray());
    }
}
